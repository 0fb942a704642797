package onsagerflow.plot;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.StructureFactor;
import onsagerflow.statistics.comparison.Comparison;

/// S(k) of trajectories that are compared, at one time: in bands of equal ratios of k.
public final class Spectra {

  private static final String WAVE_NUMBER = "k (radians per lattice spacing)";

  /// Of the least S(k) of the reference: what is smaller is not drawn, else equations without noise
  /// stretch the axis over all powers of ten.
  private static final double LEAST = 0.01;

  /// How far apart, as a ratio of k, points of different equations are set.
  private static final double APART = 1.05;

  private Spectra() {}

  /// S(k) itself, on logarithmic axes: points of the reference, lines of the others where they are
  /// above a hundredth of the reference's least.
  ///
  /// @param bands at most
  /// @param colours of the others, in their order
  public static Figure of(Comparison comparison, int bands, double time, Palette... colours) {
    requireColours(comparison, colours);
    var figure = Figure.of(title(time), WAVE_NUMBER, "S(k)").logX().logY();
    var reference = bands(comparison, comparison.reference(), bands, time);
    double least = LEAST * reference.stream().mapToDouble(b -> b.s().value()).min().orElseThrow();
    for (int i = 0; i < colours.length; i++) {
      String name = comparison.others().get(i);
      var seen =
          bands(comparison, name, bands, time).stream()
              .filter(band -> band.s().value() > least)
              .toList();
      if (seen.size() > 1) {
        figure.line(name, numbers(seen, StructureFactor.Band::k), means(seen), colours[i]);
      }
    }
    return figure.points(
        comparison.reference(),
        numbers(reference, StructureFactor.Band::k),
        means(reference),
        Palette.EXACT);
  }

  /// S(k) over that of the reference, with joint standard errors; points of one k are set a little
  /// apart.
  ///
  /// @param bands at most
  /// @param colours of the others, in their order
  public static Figure ratios(Comparison comparison, int bands, double time, Palette... colours) {
    requireColours(comparison, colours);
    String label = "S(k) / S(k) of " + comparison.reference();
    var figure = Figure.of(title(time), WAVE_NUMBER, label).logX().apart(APART);
    var reference = bands(comparison, comparison.reference(), bands, time);
    for (int i = 0; i < colours.length; i++) {
      String name = comparison.others().get(i);
      var ratios = ratios(bands(comparison, name, bands, time), reference);
      figure.points(name, numbers(reference, StructureFactor.Band::k), ratios, colours[i]);
    }
    double[] ends = {reference.getFirst().k(), reference.getLast().k()};
    return figure.line("equal", ends, new double[] {1, 1}, Palette.EXACT);
  }

  private static String title(double time) {
    return "S(k) at t = " + TableView.significant(time);
  }

  private static List<Mean> ratios(
      List<StructureFactor.Band> of, List<StructureFactor.Band> reference) {
    return IntStream.range(0, reference.size())
        .mapToObj(band -> of.get(band).s().over(reference.get(band).s()))
        .toList();
  }

  private static List<StructureFactor.Band> bands(
      Comparison comparison, String name, int bands, double time) {
    return StructureFactor.at(time, comparison.trajectory(name), bands).bands();
  }

  private static double[] numbers(
      List<StructureFactor.Band> bands, ToDoubleFunction<StructureFactor.Band> of) {
    return bands.stream().mapToDouble(of).toArray();
  }

  private static List<Mean> means(List<StructureFactor.Band> bands) {
    return bands.stream().map(StructureFactor.Band::s).toList();
  }

  private static void requireColours(Comparison comparison, Palette... colours) {
    if (colours.length != comparison.others().size()) {
      throw new IllegalArgumentException(colours.length + " colours for " + comparison.others());
    }
  }
}
