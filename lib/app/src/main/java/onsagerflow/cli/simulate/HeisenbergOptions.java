package onsagerflow.cli.simulate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import onsagerflow.atomistic.Heisenberg;
import onsagerflow.atomistic.Material;
import onsagerflow.cli.command.FieldOptions;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.ExternalField;
import onsagerflow.field.FieldComponents;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.llg.VectorSystem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options that say which Heisenberg spins are simulated: in reduced units, or a material in SI
/// units from a file, of which temperature and field may be said otherwise.
final class HeisenbergOptions {

  private static final double REDUCED_DAMPING = 0.1;

  /// Where spins are.
  enum Lattice {
    SQUARE(2),
    SC(3);

    private final int dimensions;

    Lattice(int dimensions) {
      this.dimensions = dimensions;
    }

    int dimensions() {
      return dimensions;
    }
  }

  /// What couples spins.
  enum Exchange {
    NEAREST,
    KAC
  }

  /// How spins move.
  enum Method {
    LLG,
    HEATBATH
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "[<material.json>]",
      description =
          "A material in SI units (schema onsagerflow-material/1): lattice, length, exchange in"
              + " joule, moment in Bohr magnetons, damping, and what else couples its spins. Times,"
              + " temperature and field of the other options are then in s, K and T.")
  private @Nullable Path material;

  @Option(
      names = "--lattice",
      paramLabel = "square|sc",
      description = "Square lattice, or simple cubic in three dimensions.%n  Default: square")
  private @Nullable Lattice lattice;

  @Option(
      names = "--length",
      paramLabel = "<L>",
      description = "Edge of the lattice, in spins.%n  Default: 128 if square, 32 if cubic")
  private @Nullable Integer length;

  @Option(
      names = "--open",
      description = "Open boundaries along every axis; the lattice is periodic by default.")
  private boolean open;

  @Option(
      names = "--block",
      paramLabel = "<B>",
      description = "Edge of a block, in spins; divides the length.")
  private int block = 8;

  @Option(
      names = "--temperature",
      paramLabel = "<T>",
      description = "Temperature, in units of the exchange; required without a material.")
  private @Nullable Double temperature;

  @Option(
      names = "--exchange",
      paramLabel = "nearest|kac",
      description =
          "Exchange of nearest neighbours, J = 1 a bond, or of long range (--kernel, --range,"
              + " --strength).%n  Default: nearest")
  private @Nullable Exchange exchange;

  @Option(
      names = "--shells",
      split = ",",
      paramLabel = "<J>",
      description = "J of a bond in each shell of neighbours, from the nearest on.%n  Default: 1")
  private double @Nullable [] shells;

  @Mixin private final KernelOptions kernelOptions = new KernelOptions();

  @Option(
      names = "--damping",
      paramLabel = "<lambda>",
      description = "Damping of the Landau-Lifshitz-Gilbert equation.%n  Default: 0.1")
  private @Nullable Double damping;

  @Option(
      names = "--gyromagnetic",
      paramLabel = "<gamma>",
      description = "Precession in a field of 1, radians per unit of time.%n  Default: 1")
  private @Nullable Double gyromagnetic;

  @Mixin private final FieldOptions field = new FieldOptions();

  @Option(
      names = "--anisotropy",
      paramLabel = "<k>",
      description = "Uniaxial anisotropy, E = -k (s n)^2 a spin.%n  Default: 0")
  private @Nullable Double anisotropy;

  @Option(
      names = "--axis",
      split = ",",
      paramLabel = "<n>",
      description = "Its axis nx,ny,nz.%n  Default: 0,0,1")
  private double @Nullable [] axis;

  @Option(
      names = "--cubic",
      paramLabel = "<k>",
      description =
          "Cubic anisotropy, E = k (sx^2 sy^2 + sy^2 sz^2 + sz^2 sx^2) a spin.%n  Default: 0")
  private @Nullable Double cubic;

  @Option(
      names = "--method",
      paramLabel = "llg|heatbath",
      defaultValue = "llg",
      description =
          "Spins that move by the stochastic LLG, or heat-bath Monte Carlo, which has the statics"
              + " alone and counts time in sweeps.")
  private Method method = Method.LLG;

  @Option(
      names = "--step",
      paramLabel = "<dt>",
      description =
          "Longest time step of the LLG.%n  Default: a turn by 0.3 in the strongest field")
  private @Nullable Double step;

  /// What is asked for, in reduced units.
  private Optional<MaterialFile> file() {
    if (material == null) {
      return Optional.empty();
    }
    var given =
        Arrays.asList(
            lattice == null ? null : "--lattice",
            length == null ? null : "--length",
            open ? "--open" : null,
            exchange == null ? null : "--exchange",
            shells == null ? null : "--shells",
            kernelOptions.isGiven() ? "--kernel, --range and --strength" : null,
            damping == null ? null : "--damping",
            gyromagnetic == null ? null : "--gyromagnetic",
            anisotropy == null ? null : "--anisotropy",
            axis == null ? null : "--axis",
            cubic == null ? null : "--cubic");
    for (String option : given) {
      if (option != null) {
        throw new IllegalArgumentException(
            "%s says the material already: leave out %s, or change the file"
                .formatted(material, option));
      }
    }
    return Optional.of(MaterialFile.read(material));
  }

  /// A system as it was asked for.
  ///
  /// @param model the couplings
  /// @param conditions temperature and field
  /// @param units those that the options are in, where they are not reduced ones
  /// @param words what it is, in a few of them
  record Asked(
      Heisenberg model,
      Frame.Conditions conditions,
      double gyromagnetic,
      double damping,
      Method method,
      @Nullable Double step,
      Optional<Material> units,
      String words) {

    /// When to record, of options in their unit of time.
    ///
    /// @throws IllegalArgumentException if no run lasts so long
    Schedule schedule(RecordingTimes options) {
      if (method == Method.HEATBATH || units.isEmpty()) {
        return options.schedule();
      }
      double unit = units.get().seconds();
      var schedule = options.schedule(unit);
      units.get().time(schedule.last() * unit); // refuses what is not in seconds
      return schedule;
    }

    /// The spins, all along z.
    VectorSystem system() {
      if (method == Method.HEATBATH) {
        return model.heatBath(conditions);
      }
      var llg = model.llg(conditions, gyromagnetic, damping);
      return step == null ? llg : llg.withStep(step);
    }

    Grid lattice() {
      return model.grid();
    }
  }

  int block() {
    return block;
  }

  /// What is simulated.
  ///
  /// @throws IllegalArgumentException if options contradict each other or a number makes no sense
  Asked asked() {
    if (method == Method.HEATBATH && (damping != null || gyromagnetic != null || step != null)) {
      throw new IllegalArgumentException(
          "--damping, --gyromagnetic and --step are those of --method llg: the heat bath has no"
              + " dynamics");
    }
    return file().map(this::ofMaterial).orElseGet(this::reduced);
  }

  private Asked ofMaterial(MaterialFile from) {
    var units = from.material();
    double kelvin = temperature != null ? temperature : from.temperature();
    if (Double.isNaN(kelvin) && temperature == null) {
      throw new IllegalArgumentException(
          "%s says no temperature: give --temperature, in kelvin".formatted(material));
    }
    double[] tesla = field.field().map(HeisenbergOptions::componentsOfTesla).orElseGet(from::field);
    var conditions =
        new Frame.Conditions(units.temperature(kelvin), units.field(tesla[0], tesla[1], tesla[2]));
    return new Asked(
        from.model(),
        conditions,
        1,
        units.damping(),
        method,
        step == null ? null : units.time(step),
        Optional.of(units),
        "%s, %s; T = 1 is %s K, h = 1 is %s T, t = 1 is %s s"
            .formatted(
                from.words(),
                method.name().toLowerCase(Locale.ROOT),
                (float) units.kelvin(),
                (float) units.tesla(),
                (float) units.seconds()));
  }

  private Asked reduced() {
    if (temperature == null) {
      throw new IllegalArgumentException("say --temperature, or name the file of a material");
    }
    var where = lattice == null ? Lattice.SQUARE : lattice;
    int edge = length != null ? length : where == Lattice.SQUARE ? 128 : 32;
    var grid = grid(where, edge, open);
    var kind = exchange == null ? Exchange.NEAREST : exchange;
    var model = Heisenberg.on(grid);
    String coupling;
    if (kind == Exchange.KAC) {
      if (shells != null) {
        throw new IllegalArgumentException("--shells belongs to --exchange nearest");
      }
      if (where == Lattice.SC) {
        throw new IllegalArgumentException(
            "the kernels of --exchange kac are those of a plane: take --lattice square");
      }
      var kernel = kernelOptions.kernel();
      kernel.requireFits(grid);
      model = model.kac(kernel);
      coupling = kernelOptions.describe(kernel);
    } else {
      if (kernelOptions.isGiven()) {
        throw new IllegalArgumentException(
            "--kernel, --range and --strength belong to --exchange kac");
      }
      double[] bonds = shells == null ? new double[] {1} : shells;
      model = model.exchange(bonds);
      coupling = "exchange " + Arrays.toString(bonds);
    }
    if (axis != null && anisotropy == null) {
      throw new IllegalArgumentException("--axis is that of --anisotropy: say how strong it is");
    }
    if (anisotropy != null && anisotropy != 0) {
      double[] n = axis == null ? new double[] {0, 0, 1} : threeOf("--axis", axis);
      model = model.uniaxial(anisotropy, n[0], n[1], n[2]);
      coupling += ", anisotropy %s along %s".formatted(anisotropy, Arrays.toString(n));
    }
    if (cubic != null && cubic != 0) {
      model = model.cubic(cubic);
      coupling += ", cubic anisotropy " + cubic;
    }
    var h = field.field().orElse(ExternalField.uniform(0));
    double lambda = damping == null ? REDUCED_DAMPING : damping;
    double gamma = gyromagnetic == null ? 1 : gyromagnetic;
    String words =
        "Heisenberg, %s, L = %s%s, %s, %s"
            .formatted(
                where.name().toLowerCase(Locale.ROOT),
                edge,
                open ? ", open" : "",
                coupling,
                method == Method.HEATBATH
                    ? "heat bath"
                    : "damping %s, gamma %s".formatted(lambda, gamma));
    return new Asked(
        model,
        new Frame.Conditions(temperature, alongZ(h)).requireWarm(),
        gamma,
        lambda,
        method,
        step,
        Optional.empty(),
        words);
  }

  /// The lattice of an edge.
  static Grid grid(Lattice lattice, int length, boolean open) {
    double spins = Math.pow(length, lattice.dimensions());
    if (length < 1 || spins > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a lattice holds 1 to %s spins, got %s of edge %s"
              .formatted(Integer.MAX_VALUE, (float) spins, length));
    }
    var axis = new Grid.Axis(length, 1, open ? Grid.Boundary.OPEN : Grid.Boundary.PERIODIC);
    return new Grid(Collections.nCopies(lattice.dimensions(), axis));
  }

  /// A field of one component is one along z.
  private static ExternalField alongZ(ExternalField h) {
    return h instanceof FieldComponents
        ? h
        : ExternalField.vector(ExternalField.uniform(0), ExternalField.uniform(0), h);
  }

  private static double[] componentsOfTesla(ExternalField field) {
    var vector = alongZ(field);
    if (!vector.isConstant() || !vector.isUniform()) {
      throw new IllegalArgumentException(
          "--field-map, --field-program and --field-sine are in reduced units: with a material the"
              + " field is --field Bx,By,Bz");
    }
    return IntStream.range(0, 3).mapToDouble(c -> vector.component(c, 3).constant()).toArray();
  }

  private static double[] threeOf(String option, double[] numbers) {
    if (numbers.length != 3) {
      throw new IllegalArgumentException(
          option + " has three components, got " + Arrays.toString(numbers));
    }
    return numbers;
  }
}
