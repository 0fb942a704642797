package onsagerflow.statistics.domains;

import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.field.Curve;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.WeightedLine;

/// How fast a droplet loses area, against its size: −dA/dt over πs² against (s/r)², s² the second
/// moment of the interaction per axis and A = πr².
///
/// Curvature-driven motion, v = D/r, makes dA/dt = −2πD, so that the limit of large droplets is
/// D/(s²/2); corrections are of the order (s/r)². Allen and Cahn, Acta Metall. 27, 1085 (1979).
///
/// @param sizes (s/r)², increasing as the droplet shrinks
/// @param rates −dA/dt/(πs²)
public record DropletLaw(List<Double> sizes, List<Mean> rates) {

  public DropletLaw {
    if (sizes.isEmpty() || sizes.size() != rates.size()) {
      throw new IllegalArgumentException(
          "a rate belongs to each size, got %s and %s".formatted(rates.size(), sizes.size()));
    }
    sizes = List.copyOf(sizes);
    rates = List.copyOf(rates);
  }

  /// The rates against the sizes.
  public Curve curve() {
    return Curve.of(
        IntStream.range(0, sizes.size()).boxed().toList(),
        sizes::get,
        i -> rates.get(i).value(),
        i -> rates.get(i).errorBetweenRuns());
  }

  /// D/(s²/2): where the straight line through the larger half of the droplets meets the axis.
  public double limit() {
    int n = larger();
    double x = sizes.stream().limit(n).mapToDouble(size -> size).average().orElseThrow();
    double y = rates.stream().limit(n).mapToDouble(Mean::value).average().orElseThrow();
    return y - slope() * x;
  }

  /// The slope of that line.
  public double slope() {
    var line = new WeightedLine();
    sizes.stream().limit(larger()).forEach(size -> line.add(size, 1));
    return line.slope(rates.stream().limit(larger()).mapToDouble(Mean::value).toArray());
  }

  private int larger() {
    int n = sizes.size() / 2;
    if (n < 2) {
      throw new IllegalArgumentException("a limit needs four sizes, got " + sizes.size());
    }
    return n;
  }
}
