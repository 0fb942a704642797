package onsagerflow.micromagnetic.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import onsagerflow.field.vector.VectorField;
import onsagerflow.io.WholeFile;
import onsagerflow.io.ovf.OvfEncoding;
import onsagerflow.micromagnetic.CurrentTorque;
import onsagerflow.micromagnetic.Direction;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Mesh;
import onsagerflow.micromagnetic.Problem;
import onsagerflow.micromagnetic.Sample;
import onsagerflow.micromagnetic.SpinValveTorque;

/// Writes what [ProblemFile] reads, zeros left out. Regions become boxes of cells, a start that is
/// not the same everywhere an OVF file beside.
final class ProblemWriter {

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  static void write(Path file, ProblemFile problem) {
    var writer = new ProblemWriter();
    writer.sample(problem.problem().sample());
    writer.setting(problem.problem());
    writer.start(problem.problem(), file);
    writer.run(problem);
    WholeFile.write(file, writer.json.toPrettyString() + '\n');
  }

  private static ArrayNode list(int... numbers) {
    var list = JsonNodeFactory.instance.arrayNode();
    Arrays.stream(numbers).forEach(list::add);
    return list;
  }

  private static ArrayNode list(Direction d) {
    return FieldEntries.list(d.x(), d.y(), d.z());
  }

  private void sample(Sample sample) {
    json.put("schema", ProblemFile.SCHEMA);
    var mesh = sample.mesh();
    json.set("cells", list(mesh.x().cells(), mesh.y().cells(), mesh.z().cells()));
    json.set("cellSize", FieldEntries.list(mesh.x().edge(), mesh.y().edge(), mesh.z().edge()));
    int[] images = {mesh.x().images(), mesh.y().images(), mesh.z().images()};
    if (Arrays.stream(images).sum() > 0) {
      json.set("periodic", list(images));
    }
    var boxes = Boxes.of(sample);
    if (sample.materials().size() == 1 && boxes.size() == 1 && boxes.getFirst().isWhole(mesh)) {
      material(json.putObject("material"), sample.materials().getFirst());
      return;
    }
    var materials = json.putObject("materials");
    for (int region = 0; region < sample.materials().size(); region++) {
      material(materials.putObject(name(region)), sample.materials().get(region));
    }
    json.put("fill", "empty");
    var regions = json.putArray("regions");
    boxes.forEach(box -> box(regions.addObject(), box, mesh));
  }

  private static String name(int region) {
    return "material" + region;
  }

  private static void box(ObjectNode of, Boxes.Box box, Mesh mesh) {
    of.put("shape", "box");
    of.set(
        "size",
        FieldEntries.list(
            (box.toX() - box.x()) * mesh.x().edge(),
            (box.toY() - box.y()) * mesh.y().edge(),
            (box.toZ() - box.z()) * mesh.z().edge()));
    of.set(
        "centre",
        FieldEntries.list(
            middle(mesh.x(), box.x(), box.toX()),
            middle(mesh.y(), box.y(), box.toY()),
            middle(mesh.z(), box.z(), box.toZ())));
    of.put("material", name(box.region()));
  }

  private static double middle(Mesh.Axis axis, int from, int to) {
    return 0.5 * (from + to - axis.cells()) * axis.edge();
  }

  private static void material(ObjectNode of, Material material) {
    of.put("saturation", material.saturation());
    of.put("exchange", material.exchange());
    of.put("damping", material.damping());
    var axis = material.uniaxial();
    if (axis.first() != 0 || axis.second() != 0) {
      var uniaxial = of.putObject("uniaxial").put("K1", axis.first()).put("K2", axis.second());
      uniaxial.set("axis", list(axis.axis()));
    }
    var strengths = material.cubic().strengths();
    if (strengths.stream().anyMatch(k -> k != 0)) {
      var cubic = of.putObject("cubic");
      for (int n = 0; n < strengths.size(); n++) {
        cubic.put("K" + (n + 1), strengths.get(n));
      }
      cubic.putArray("axes").add(list(material.cubic().a())).add(list(material.cubic().b()));
    }
    if (material.interfacialDmi() != 0) {
      of.put("interfacialDmi", material.interfacialDmi());
    }
    if (material.bulkDmi() != 0) {
      of.put("bulkDmi", material.bulkDmi());
    }
  }

  private void setting(Problem problem) {
    var setting = problem.setting();
    if (!setting.demagnetising()) {
      json.put("demagnetising", false);
    }
    json.set("field", FieldEntries.write(setting.field()));
    json.put("gyromagneticRatio", setting.gyromagneticRatio());
    setting.currents().through().ifPresent(this::through);
    setting.currents().across().ifPresent(this::across);
    setting.temperature().ifPresent(kelvin -> json.put("temperature", kelvin));
    problem.relaxedIn().ifPresent(field -> json.set("relaxIn", FieldEntries.write(field)));
  }

  private void through(CurrentTorque.Current current) {
    var of = json.putObject("currentThrough");
    of.set("density", FieldEntries.list(current.x(), current.y(), current.z()));
    of.put("polarisation", current.polarisation()).put("xi", current.nonAdiabaticity());
  }

  private void across(SpinValveTorque.Current current) {
    var of = json.putObject("currentAcross");
    of.put("density", current.density()).put("polarisation", current.polarisation());
    of.put("lambda", current.asymmetry()).put("epsilonPrime", current.fieldLike());
    of.set("fixed", list(current.fixed()));
  }

  private void start(Problem problem, Path file) {
    var m = problem.start().of(problem.sample());
    var start = json.putObject("start");
    if (isUniform(m)) {
      start.set("uniform", FieldEntries.list(m.get(0, 0), m.get(1, 0), m.get(2, 0)));
      return;
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    var ovf = file.resolveSibling(name + ".ovf");
    OvfState.of(problem.sample(), m, 0).write(ovf, OvfEncoding.BINARY_8);
    start.put("file", String.valueOf(ovf.getFileName()));
  }

  private static boolean isUniform(VectorField m) {
    for (int c = 0; c < 3; c++) {
      for (int cell = 1; cell < m.grid().size(); cell++) {
        if (m.get(c, cell) != m.get(c, 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private void run(ProblemFile file) {
    var run = file.run();
    json.put("duration", run.duration()).put("saveEvery", run.saveEvery());
    if (file.problem().setting().temperature().isEmpty()) {
      json.put("tolerance", run.tolerance());
      return;
    }
    var stepping = run.stepping();
    json.put("scheme", stepping.scheme().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (!Double.isNaN(stepping.longest())) {
      json.put("step", stepping.longest());
    }
    json.put("seed", run.seed());
  }
}
