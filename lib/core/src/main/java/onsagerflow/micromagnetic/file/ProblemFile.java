package onsagerflow.micromagnetic.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import onsagerflow.field.ExternalField;
import onsagerflow.io.format.JsonText;
import onsagerflow.llg.Scheme;
import onsagerflow.micromagnetic.CurrentTorque;
import onsagerflow.micromagnetic.Direction;
import onsagerflow.micromagnetic.Magnet;
import onsagerflow.micromagnetic.Motion;
import onsagerflow.micromagnetic.Problem;
import onsagerflow.micromagnetic.SpinValveTorque;
import onsagerflow.micromagnetic.WarmMagnet;

/// A problem of the schema `onsagerflow-micromagnetic/1`: one JSON object in SI units.
///
/// | key | what | unit |
/// |---|---|---|
/// | `schema` | `onsagerflow-micromagnetic/1` | |
/// | `cells` | [nx, ny, nz] | |
/// | `cellSize` or `size` | edges of a cell, or of all, [x, y, z] | m |
/// | `periodic` | images on either side along x, y, z that the demagnetising field sees; 0 (default) where the sample ends | |
/// | `material`, or `materials` by name | `saturation` (A/m), `exchange` (J/m), `damping`, and where wanted `uniaxial` {`K1`, `K2`, `axis`}, `cubic` {`K1`, `K2`, `K3`, `axes`} (J/m³), `interfacialDmi`, `bulkDmi` (J/m²) | |
/// | `fill` | which material is where no region says otherwise, or `empty`; the first by default | |
/// | `regions` | one over the other: {`shape`: `box`, `cylinder` (about z) or `ellipsoid`, `size`, `centre` (from the middle of the mesh; default 0), `material`} | m |
/// | `demagnetising` | true (default) or false | |
/// | `field` | [x, y, z], or the sum of `constant`, `sine` {`amplitude`, `frequency` (Hz), `phase`} and `program` {`times` (s), `values`}, linear between; default 0 | T |
/// | `gyromagneticRatio` | γ; default 1.7595e11 | rad/(s T) |
/// | `currentThrough` | {`density` [x, y, z] (A/m²), `polarisation`, `xi`}: Zhang and Li's torque | |
/// | `currentAcross` | {`density` along z (A/m²), `polarisation`, `lambda` (1), `epsilonPrime` (0), `fixed` [x, y, z]}: Slonczewski's | |
/// | `temperature` | default none | K |
/// | `start` | {`uniform`: [x, y, z]}, {`vortex`: {`circulation`, `polarity`}}, {`random`: seed} or {`file`: OVF, beside this file} | |
/// | `relaxIn` | field in which the sample comes to rest before time 0 | T |
/// | `duration`, `saveEvery` | of the run, and from frame to frame | s |
/// | `tolerance` | largest error of m of a step, cold; default 1e-6 | |
/// | `scheme`, `step` | warm: `splitting` (default), `heun`, `midpoint`, `depondt-mertens`, and its longest step | s |
/// | `seed` | of the thermal noise; default 1 | |
///
/// @param run how long and how
public record ProblemFile(Problem problem, Run run) {

  /// The schema read here.
  public static final String SCHEMA = "onsagerflow-micromagnetic/1";

  private static final Set<String> KEYS =
      Set.of(
          "schema",
          "cells",
          "cellSize",
          "size",
          "periodic",
          "material",
          "materials",
          "fill",
          "regions",
          "demagnetising",
          "field",
          "gyromagneticRatio",
          "currentThrough",
          "currentAcross",
          "temperature",
          "start",
          "relaxIn",
          "duration",
          "saveEvery",
          "tolerance",
          "scheme",
          "step",
          "seed");

  private static final double LONGEST = 1;
  private static final int MOST_FRAMES = 10_000_000;

  /// How long a problem runs and by what steps.
  ///
  /// @param duration s
  /// @param saveEvery s
  /// @param tolerance the largest error of m that a step makes in any cell, cold
  /// @param stepping warm
  /// @param seed of the thermal noise
  public record Run(
      double duration,
      double saveEvery,
      double tolerance,
      WarmMagnet.Stepping stepping,
      long seed) {

    public Run {
      if (!(duration > 0 && duration <= LONGEST)) {
        throw new IllegalArgumentException(
            "duration lies between 0 and %s s, got %s".formatted(LONGEST, duration));
      }
      if (!(saveEvery > 0 && saveEvery <= duration * (1 + 1e-9))
          || duration / saveEvery > MOST_FRAMES) {
        throw new IllegalArgumentException(
            "saveEvery lies between %s and the duration of %s s, got %s"
                .formatted((float) (duration / MOST_FRAMES), duration, saveEvery));
      }
      if (!(tolerance > 0 && tolerance < 1)) {
        throw new IllegalArgumentException("tolerance lies between 0 and 1, got " + tolerance);
      }
    }

    /// With the standard tolerance, steps and seed.
    public static Run of(double duration, double saveEvery) {
      return new Run(duration, saveEvery, Magnet.TOLERANCE, WarmMagnet.Stepping.STANDARD, 1);
    }

    /// When there are frames, s.
    public List<Double> times() {
      return Recording.times(saveEvery, duration);
    }
  }

  /// @throws IllegalArgumentException if the field is not known as long as the run lasts
  public ProblemFile {
    var field = problem.setting().field();
    double slack = 1e-9 * run.duration;
    if (field.begin() > 0 || field.end() < run.duration - slack) {
      throw new IllegalArgumentException(
          "field.program lasts from t = %s to %s s, the run from 0 to %s s: give values for all of it"
              .formatted(field.begin(), field.end(), run.duration));
    }
  }

  /// The sample at the beginning.
  public Motion begin() {
    return problem.begin(run.tolerance, run.stepping, run.seed);
  }

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException if it is none, naming key and value
  /// @throws onsagerflow.io.format.InvalidFileException if there is none, or it is no JSON object
  public static ProblemFile read(Path file) {
    try {
      return of(JsonText.read(file), file.toAbsolutePath().getParent());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /// Writes a file that [#read] makes this of again, as far as times and lengths do not change by
  /// rounding: regions as boxes of cells, and a start that is not the same everywhere as an OVF
  /// file beside, whose name differs in its ending.
  ///
  /// @throws IllegalArgumentException if a problem file has no such field
  public void write(Path file) {
    ProblemWriter.write(file, this);
  }

  private static ProblemFile of(JsonNode json, @org.jspecify.annotations.Nullable Path folder) {
    if (!SCHEMA.equals(json.path("schema").asText())) {
      throw new IllegalArgumentException(
          "schema must be %s, got %s".formatted(SCHEMA, json.path("schema")));
    }
    var entries = new Entries("", json, KEYS);
    var sample = SampleEntries.read(entries);
    var start = SampleEntries.start(entries, folder);
    var relaxIn =
        entries.has("relaxIn")
            ? Optional.of(FieldEntries.uniform(entries.vector("relaxIn")))
            : Optional.<ExternalField>empty();
    return new ProblemFile(
        new Problem(sample, setting(entries), start, relaxIn), entries.make(ProblemFile::run));
  }

  private static Problem.Setting setting(Entries entries) {
    return new Problem.Setting(
        FieldEntries.read(entries),
        entries.flag("demagnetising", true),
        entries.number("gyromagneticRatio", Problem.Setting.GYROMAGNETIC_RATIO),
        new Problem.Currents(through(entries), across(entries)),
        entries.has("temperature")
            ? OptionalDouble.of(entries.number("temperature"))
            : OptionalDouble.empty());
  }

  private static Optional<CurrentTorque.Current> through(Entries entries) {
    if (!entries.has("currentThrough")) {
      return Optional.empty();
    }
    return entries
        .object("currentThrough", Set.of("density", "polarisation", "xi"))
        .make(
            of -> {
              double[] j = of.vector("density");
              return Optional.of(
                  new CurrentTorque.Current(
                      j[0], j[1], j[2], of.number("polarisation"), of.number("xi")));
            });
  }

  private static Optional<SpinValveTorque.Current> across(Entries entries) {
    if (!entries.has("currentAcross")) {
      return Optional.empty();
    }
    return entries
        .object(
            "currentAcross", Set.of("density", "polarisation", "lambda", "epsilonPrime", "fixed"))
        .make(
            of -> {
              double[] p = of.vector("fixed");
              return Optional.of(
                  new SpinValveTorque.Current(
                      of.number("density"),
                      of.number("polarisation"),
                      of.number("lambda", 1),
                      of.number("epsilonPrime", 0),
                      Direction.of(p[0], p[1], p[2])));
            });
  }

  private static Run run(Entries entries) {
    boolean isWarm = entries.has("temperature");
    for (String key : List.of(isWarm ? "tolerance" : "scheme", isWarm ? "tolerance" : "step")) {
      if (entries.has(key)) {
        throw new IllegalArgumentException(
            "%s is that of a sample %s temperature: leave it out"
                .formatted(key, isWarm ? "without" : "with a"));
      }
    }
    return new Run(
        entries.number("duration"),
        entries.number("saveEvery"),
        entries.number("tolerance", Magnet.TOLERANCE),
        new WarmMagnet.Stepping(
            entries.has("scheme") ? scheme(entries.text("scheme")) : Scheme.SPLITTING,
            entries.has("step") ? entries.positive("step") : Double.NaN),
        entries.has("seed") ? entries.seed("seed") : 1);
  }

  private static Scheme scheme(String word) {
    for (var scheme : Scheme.values()) {
      if (scheme.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return scheme;
      }
    }
    throw new IllegalArgumentException(
        "scheme must be splitting, midpoint, depondt-mertens or heun, got " + word);
  }
}
