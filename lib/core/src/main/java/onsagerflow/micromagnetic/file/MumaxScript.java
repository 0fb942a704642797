package onsagerflow.micromagnetic.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import onsagerflow.field.ExternalField;
import onsagerflow.io.WholeFile;
import onsagerflow.io.ovf.OvfEncoding;
import onsagerflow.micromagnetic.Material;

/// A problem as a script of Mumax3, for those who have a graphics processor: the same cells,
/// materials, fields, currents and times. The start lies beside it, as OVF.
///
/// Its demagnetising kernel is asked to be as accurate as it can be. Its numbers have single
/// precision, so that an error of a step below 10⁻⁶ is not asked for.
public final class MumaxScript {

  private static final double SMALLEST_ERROR = 1e-6;

  private final ProblemFile file;
  private final StringBuilder text = new StringBuilder();

  private MumaxScript(ProblemFile file) {
    this.file = file;
  }

  /// Writes script and start, whose name differs in its ending, `.ovf`.
  ///
  /// @param script ends in `.mx3`
  /// @return where the start is
  /// @throws IllegalArgumentException if Mumax3 has no such problem
  public static Path write(Path script, ProblemFile file) {
    String name = Objects.requireNonNull(script.getFileName()).toString();
    if (!name.endsWith(".mx3")) {
      throw new IllegalArgumentException("a script of mumax3 ends in .mx3, got " + name);
    }
    var start = script.resolveSibling(name.replaceFirst("\\.mx3$", ".ovf"));
    String text = of(file, Objects.requireNonNull(start.getFileName()).toString());
    var sample = file.problem().sample();
    var unit = sample.normalised(file.problem().start().of(sample));
    OvfState.of(sample, unit, 0).write(start, OvfEncoding.BINARY_4);
    WholeFile.write(script, text.getBytes(StandardCharsets.UTF_8));
    return start;
  }

  /// The script.
  ///
  /// @param start name of the file with the start
  public static String of(ProblemFile file, String start) {
    var script = new MumaxScript(file);
    script.mesh();
    script.materials();
    script.setting();
    script.run(start);
    return script.text.toString();
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  private void mesh() {
    var mesh = file.problem().sample().mesh();
    line("SetGridSize(%s, %s, %s)".formatted(mesh.x().cells(), mesh.y().cells(), mesh.z().cells()));
    line("SetCellSize(%s, %s, %s)".formatted(mesh.x().edge(), mesh.y().edge(), mesh.z().edge()));
    if (mesh.x().images() + mesh.y().images() + mesh.z().images() > 0) {
      line("SetPBC(%s, %s, %s)".formatted(mesh.x().images(), mesh.y().images(), mesh.z().images()));
    }
    line("DemagAccuracy = 29");
  }

  private void materials() {
    var sample = file.problem().sample();
    boolean isFull = true;
    for (int cell = 0; cell < sample.grid().size(); cell++) {
      isFull &= sample.isFilled(cell);
    }
    var boxes = Boxes.of(sample);
    if (!isFull) {
      line("sample := XRange(0, 0)");
      for (var box : boxes) {
        line("sample = sample.Add(%s)".formatted(box.shape(sample.mesh())));
      }
      line("SetGeom(sample)");
    }
    for (var box : boxes) {
      if (box.region() > 0) {
        line("DefRegion(%s, %s)".formatted(box.region(), box.shape(sample.mesh())));
      }
    }
    for (int region = 0; region < sample.materials().size(); region++) {
      material(region, sample.materials().get(region));
    }
  }

  private void material(int region, Material of) {
    set("Msat", region, of.saturation());
    set("Aex", region, of.exchange());
    set("alpha", region, of.damping());
    var axis = of.uniaxial();
    if (axis.first() != 0 || axis.second() != 0) {
      set("Ku1", region, axis.first());
      set("Ku2", region, axis.second());
      line("anisU.SetRegion(%s, %s)".formatted(region, vector(axis.axis())));
    }
    var cubic = of.cubic();
    if (cubic.strengths().stream().anyMatch(k -> k != 0)) {
      for (int n = 0; n < 3; n++) {
        set("Kc" + (n + 1), region, cubic.strengths().get(n));
      }
      line("anisC1.SetRegion(%s, %s)".formatted(region, vector(cubic.a())));
      line("anisC2.SetRegion(%s, %s)".formatted(region, vector(cubic.b())));
    }
    if (of.interfacialDmi() != 0) {
      set("Dind", region, of.interfacialDmi());
    }
    if (of.bulkDmi() != 0) {
      set("Dbulk", region, of.bulkDmi());
    }
  }

  private void set(String parameter, int region, double value) {
    line("%s.SetRegion(%s, %s)".formatted(parameter, region, value));
  }

  private static String vector(onsagerflow.micromagnetic.Direction d) {
    return "vector(%s, %s, %s)".formatted(d.x(), d.y(), d.z());
  }

  private void setting() {
    var setting = file.problem().setting();
    line("GammaLL = %s".formatted(setting.gyromagneticRatio()));
    if (!setting.demagnetising()) {
      line("EnableDemag = false");
    }
  }

  private void currents() {
    var setting = file.problem().setting();
    var through = setting.currents().through();
    var across = setting.currents().across();
    if (through.isPresent() && across.isPresent()) {
      throw new IllegalArgumentException(
          "mumax3 has one current: a problem with currentThrough and currentAcross is none of its");
    }
    through.ifPresent(
        current -> {
          line("J = vector(%s, %s, %s)".formatted(current.x(), current.y(), current.z()));
          line("Pol = %s".formatted(current.polarisation()));
          line("xi = %s".formatted(current.nonAdiabaticity()));
          line("DisableSlonczewskiTorque = true");
        });
    across.ifPresent(
        current -> {
          line("J = vector(0, 0, %s)".formatted(current.density()));
          line("Pol = %s".formatted(current.polarisation()));
          line("Lambda = %s".formatted(current.asymmetry()));
          line("EpsilonPrime = %s".formatted(current.fieldLike()));
          line("FixedLayer = %s".formatted(vector(current.fixed())));
          line("DisableZhangLiTorque = true");
        });
  }

  private void run(String start) {
    var problem = file.problem();
    var run = file.run();
    line("m.LoadFile(\"%s\")".formatted(start));
    problem
        .relaxedIn()
        .ifPresent(
            field -> {
              line("B_ext = %s".formatted(field(field, 0, 0)));
              line("relax()");
            });
    currents();
    problem
        .setting()
        .temperature()
        .ifPresentOrElse(
            kelvin -> {
              line("Temp = %s".formatted(kelvin));
              line("ThermSeed(%s)".formatted(run.seed()));
              line("SetSolver(2)");
              if (!Double.isNaN(run.stepping().longest())) {
                line("FixDt = %s".formatted(run.stepping().longest()));
              }
            },
            () -> line("MaxErr = %s".formatted(Math.max(run.tolerance(), SMALLEST_ERROR))));
    line("TableAdd(E_total)");
    line("AutoSave(m, %s)".formatted(run.saveEvery()));
    line("TableAutoSave(%s)".formatted(run.saveEvery()));
    var applied = problem.setting().field();
    double[] times = FieldPieces.straight(applied, run.duration());
    for (int i = 0; i + 1 < times.length; i++) {
      line("B_ext = %s".formatted(field(applied, times[i], times[i + 1])));
      line("Run(%s)".formatted(times[i + 1] - times[i]));
    }
  }

  /// A field as an expression of t, its programs being straight from one time to another.
  private static String field(ExternalField field, double from, double to) {
    return "vector(%s, %s, %s)"
        .formatted(
            FieldPieces.expression(field.component(0, 3), from, to),
            FieldPieces.expression(field.component(1, 3), from, to),
            FieldPieces.expression(field.component(2, 3), from, to));
  }
}
