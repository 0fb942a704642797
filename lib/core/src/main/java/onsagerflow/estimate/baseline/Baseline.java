package onsagerflow.estimate.baseline;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;

/// The equations that a learned one has to beat, each given the same data.
///
///     var noisy = Baseline.ALLEN_CAHN_NOISE.fit(observations, kernel, conditions);
///     var frames = new Ensemble(16, 1).record("", rollout, () -> noisy.apply(grid), initial);
public enum Baseline {
  /// Eq. (3) with the kernel: deterministic.
  MEAN_FIELD("eq. (3)", false) {
    @Override
    public Function<Grid, StochasticEquation> derive(Kernel kernel, Frame.Conditions conditions) {
      return grid -> new MeanFieldKac(grid, conditions, kernel);
    }
  },
  /// Eq. (4) with the coefficients that the kernel gives: deterministic.
  ALLEN_CAHN("eq. (4)", false) {
    @Override
    public Function<Grid, StochasticEquation> derive(Kernel kernel, Frame.Conditions conditions) {
      return grid -> AllenCahn.of(kernel, conditions, grid);
    }
  },
  /// The fit of [#ALLEN_CAHN_NOISE] without its noise.
  ALLEN_CAHN_FITTED("eq. (4), fitted", true) {
    @Override
    public Function<Grid, StochasticEquation> fit(
        Observations data, Kernel kernel, Frame.Conditions conditions) {
      return withoutNoise(ALLEN_CAHN_NOISE.fit(data, kernel, conditions));
    }
  },
  /// Eq. (4) with constant additive noise, all constants by maximum likelihood.
  ALLEN_CAHN_NOISE("eq. (4), fitted, noise", true) {
    @Override
    public Function<Grid, StochasticEquation> fit(
        Observations data, Kernel kernel, Frame.Conditions conditions) {
      var fit = AllenCahnFit.of(data);
      return grid -> fit.equation(grid, conditions);
    }
  },
  /// The fit of [#ALLEN_CAHN_LONG_WAVES_NOISE] without its noise.
  ALLEN_CAHN_LONG_WAVES("eq. (4), fitted to long waves", true) {
    @Override
    public Function<Grid, StochasticEquation> fit(
        Observations data, Kernel kernel, Frame.Conditions conditions) {
      return withoutNoise(ALLEN_CAHN_LONG_WAVES_NOISE.fit(data, kernel, conditions));
    }
  },
  /// Eq. (4) with constant additive noise by the likelihood of long waves, where a Laplacian may
  /// stand for the kernel: the strongest simple rival for growth and domains, while it has too
  /// little fluctuation at short waves.
  ALLEN_CAHN_LONG_WAVES_NOISE("eq. (4), fitted to long waves, noise", true) {
    @Override
    public Function<Grid, StochasticEquation> fit(
        Observations data, Kernel kernel, Frame.Conditions conditions) {
      var fit = AllenCahnFit.of(data, AllenCahnFit.LONG_WAVES);
      return grid -> fit.equation(grid, conditions);
    }
  },
  /// Drift and noise by conditional moments, without the fluctuation–dissipation theorem.
  KRAMERS_MOYAL("Kramers–Moyal", true) {
    @Override
    public Function<Grid, StochasticEquation> fit(
        Observations data, Kernel kernel, Frame.Conditions conditions) {
      var fit = KramersMoyalFit.of(data);
      return grid -> fit.equation(grid, conditions);
    }
  };

  private final String title;
  private final boolean fitted;

  Baseline(String title, boolean fitted) {
    this.title = title;
    this.fitted = fitted;
  }

  /// A name for tables and legends.
  public String title() {
    return title;
  }

  /// A name for commands: `allen-cahn-noise`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it is fitted to data, and not derived from the kernel alone.
  public boolean isFitted() {
    return fitted;
  }

  /// What follows from the kernel alone.
  ///
  /// @param kernel J on block offsets: known, or learned in the gauge where s′ = T artanh m
  /// @return makes the equation on a grid of cells as large as the blocks, a new one each time
  /// @throws UnsupportedOperationException if the equation is fitted to data
  public Function<Grid, StochasticEquation> derive(Kernel kernel, Frame.Conditions conditions) {
    throw new UnsupportedOperationException(title + " is fitted to data");
  }

  /// Fits what the equation leaves open.
  ///
  /// @param data at one temperature; eq. (3) and the derived eq. (4) do without
  /// @param kernel J on block offsets, for eq. (3) and the derived eq. (4), as [#derive]
  /// @param conditions temperature and field of the equation; a fitted equation holds at the
  ///   temperature of its data, Kramers–Moyal in their field as well
  /// @return makes the equation on a grid of cells as large as the blocks, a new one each time
  /// @throws IllegalArgumentException as [AllenCahnFit#of] and [KramersMoyalFit#of]
  public Function<Grid, StochasticEquation> fit(
      Observations data, Kernel kernel, Frame.Conditions conditions) {
    return derive(kernel, conditions);
  }

  private Function<Grid, StochasticEquation> fit(Observations data, LearnedModel model) {
    return fit(data, model.kernel(), model.conditions());
  }

  private static Function<Grid, StochasticEquation> withoutNoise(
      Function<Grid, StochasticEquation> fitted) {
    return grid -> ((AllenCahn) fitted.apply(grid)).withNoise(0);
  }

  /// A learned equation and all that it has to beat, each fitted to the same data, by title; the
  /// learned one comes first, as `learned`. Eq. (3) and the derived eq. (4) are given its J; a fit
  /// of eq. (4) serves with and without its noise.
  ///
  /// @param data at the temperature of the model
  /// @throws IllegalArgumentException as [AllenCahnFit#of] and [KramersMoyalFit#of]
  public static Map<String, Function<Grid, ? extends StochasticEquation>> beside(
      LearnedModel model, Observations data) {
    var noisy = ALLEN_CAHN_NOISE.fit(data, model);
    var longWaves = ALLEN_CAHN_LONG_WAVES_NOISE.fit(data, model);
    var all = new LinkedHashMap<String, Function<Grid, ? extends StochasticEquation>>();
    all.put("learned", grid -> OnsagerFlow.of(model, grid));
    for (var baseline : values()) {
      all.put(
          baseline.title,
          switch (baseline) {
            case ALLEN_CAHN_FITTED -> withoutNoise(noisy);
            case ALLEN_CAHN_NOISE -> noisy;
            case ALLEN_CAHN_LONG_WAVES -> withoutNoise(longWaves);
            case ALLEN_CAHN_LONG_WAVES_NOISE -> longWaves;
            case MEAN_FIELD, ALLEN_CAHN, KRAMERS_MOYAL -> baseline.fit(data, model);
          });
    }
    return all;
  }
}
