package onsagerflow.micromagnetic.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onsagerflow.io.ovf.Ovf;
import onsagerflow.micromagnetic.Direction;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Mesh;
import onsagerflow.micromagnetic.Sample;
import onsagerflow.micromagnetic.Start;
import org.jspecify.annotations.Nullable;

/// What a [ProblemFile] says of the sample and how it begins.
final class SampleEntries {

  private static final String EMPTY = "empty";

  private static final Set<String> MATERIAL =
      Set.of("saturation", "exchange", "damping", "uniaxial", "cubic", "interfacialDmi", "bulkDmi");

  private SampleEntries() {}

  static Sample read(Entries of) {
    var mesh = mesh(of);
    var materials = materials(of);
    var names = List.copyOf(materials.keySet());
    var shapes = new ArrayList<Shape>();
    if (of.has("regions")) {
      for (var region : of.objects("regions", Set.of("shape", "size", "centre", "material"))) {
        shapes.add(region.make(entries -> shape(entries, names)));
      }
    }
    int fill = of.has("fill") ? number(of.text("fill"), names) : 0;
    return new Sample(
        mesh,
        List.copyOf(materials.values()),
        cell -> {
          double[] r = mesh.centre(cell);
          for (var shape : shapes.reversed()) {
            if (shape.holds(r)) {
              return shape.region;
            }
          }
          return fill;
        });
  }

  private static Mesh mesh(Entries of) {
    int[] cells = of.cells("cells");
    if (of.has("size") == of.has("cellSize")) {
      throw new IllegalArgumentException("give either cellSize or size, in metres");
    }
    double[] edge = of.has("size") ? of.vector("size") : of.vector("cellSize");
    if (of.has("size")) {
      for (int c = 0; c < 3; c++) {
        edge[c] /= Math.max(1, cells[c]);
      }
    }
    int[] images = of.has("periodic") ? of.cells("periodic") : new int[3];
    return new Mesh(cells[0], cells[1], cells[2], edge[0], edge[1], edge[2])
        .periodic(images[0], images[1], images[2]);
  }

  private static Map<String, Material> materials(Entries of) {
    if (of.has("material") == of.has("materials")) {
      throw new IllegalArgumentException("give either material, or materials by name");
    }
    var materials = new LinkedHashMap<String, Material>();
    if (of.has("material")) {
      materials.put("material", of.object("material", MATERIAL).make(SampleEntries::material));
      return materials;
    }
    of.named("materials", MATERIAL)
        .forEach((name, entries) -> materials.put(name, entries.make(SampleEntries::material)));
    if (materials.isEmpty() || materials.containsKey(EMPTY)) {
      throw new IllegalArgumentException(
          "materials must hold one, and none is named empty, got " + materials.keySet());
    }
    return materials;
  }

  private static Material material(Entries of) {
    var material =
        new Material(of.number("saturation"), of.number("exchange"), of.number("damping"))
            .withInterfacialDmi(of.number("interfacialDmi", 0))
            .withBulkDmi(of.number("bulkDmi", 0));
    if (of.has("uniaxial")) {
      var axis = of.object("uniaxial", Set.of("K1", "K2", "axis"));
      material =
          material.with(
              new Material.Uniaxial(
                  axis.number("K1"),
                  axis.number("K2", 0),
                  direction(axis.vector("axis", 0, 0, 1))));
    }
    if (of.has("cubic")) {
      var cubic = of.object("cubic", Set.of("K1", "K2", "K3", "axes"));
      var axes =
          cubic.has("axes")
              ? cubic.vectors("axes")
              : List.of(new double[] {1, 0, 0}, new double[] {0, 1, 0});
      if (axes.size() != 2) {
        throw new IllegalArgumentException("cubic.axes must be two, got " + axes.size());
      }
      material =
          material.with(
              new Material.Cubic(
                  List.of(cubic.number("K1"), cubic.number("K2", 0), cubic.number("K3", 0)),
                  direction(axes.getFirst()),
                  direction(axes.getLast())));
    }
    return material;
  }

  private static Direction direction(double... v) {
    return Direction.of(v[0], v[1], v[2]);
  }

  /// Part of space and what lies there.
  private record Shape(Kind kind, List<Double> size, List<Double> centre, int region) {

    boolean holds(double... r) {
      double[] u = new double[3]; // 1 at the surface
      for (int c = 0; c < 3; c++) {
        u[c] = 2 * Math.abs(r[c] - centre.get(c)) / size.get(c);
      }
      return switch (kind) {
        case BOX -> u[0] <= 1 && u[1] <= 1 && u[2] <= 1;
        case CYLINDER -> u[0] * u[0] + u[1] * u[1] <= 1 && u[2] <= 1;
        case ELLIPSOID -> u[0] * u[0] + u[1] * u[1] + u[2] * u[2] <= 1;
      };
    }
  }

  private enum Kind {
    BOX,
    CYLINDER,
    ELLIPSOID
  }

  private static Shape shape(Entries of, List<String> names) {
    String word = of.text("shape");
    for (var kind : Kind.values()) {
      if (kind.name().equalsIgnoreCase(word)) {
        double[] size = of.vector("size");
        double[] centre = of.vector("centre", 0, 0, 0);
        for (double edge : size) {
          if (!(edge > 0)) {
            throw new IllegalArgumentException("size must be positive, got " + edge);
          }
        }
        return new Shape(
            kind,
            List.of(size[0], size[1], size[2]),
            List.of(centre[0], centre[1], centre[2]),
            number(of.text("material"), names));
      }
    }
    throw new IllegalArgumentException("shape must be box, cylinder or ellipsoid, got " + word);
  }

  private static int number(String name, List<String> names) {
    if (name.equals(EMPTY)) {
      return Sample.EMPTY;
    }
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "a material must be one of %s or empty, got %s".formatted(names, name));
    }
    return names.indexOf(name);
  }

  static Start start(Entries entries, @Nullable Path folder) {
    return entries
        .object("start", Set.of("uniform", "vortex", "random", "file"))
        .make(of -> oneStart(of, folder));
  }

  private static Start oneStart(Entries of, @Nullable Path folder) {
    long given = List.of("uniform", "vortex", "random", "file").stream().filter(of::has).count();
    if (given != 1) {
      throw new IllegalArgumentException("give one of uniform, vortex, random and file");
    }
    if (of.has("uniform")) {
      double[] m = of.vector("uniform");
      return Start.uniform(m[0], m[1], m[2]);
    }
    if (of.has("vortex")) {
      var vortex = of.object("vortex", Set.of("circulation", "polarity"));
      return Start.vortex(vortex.whole("circulation"), vortex.whole("polarity"));
    }
    if (of.has("random")) {
      return Start.random(of.seed("random"));
    }
    var name = Path.of(of.text("file"));
    return OvfState.start(Ovf.read(folder == null ? name : folder.resolve(name)));
  }
}
