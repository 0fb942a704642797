package onsagerflow.llg;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import onsagerflow.field.Grid;

/// The field `H = −∂E/∂s` of the sum of energy terms.
///
/// @param terms each of one system only, since it may hold work space
public record EffectiveField(Grid grid, List<EnergyTerm> terms) {

  public EffectiveField {
    terms = List.copyOf(terms);
  }

  /// Sets vectors and time for the calls of [#fill] to come.
  public void prepare(double[][] s, double time) {
    for (var term : terms) {
      term.prepare(s, time);
    }
  }

  /// Writes H of cells `from` to `to`, the last not included; other cells' places are left alone.
  ///
  /// @param h three numbers for each cell of the grid
  public void fill(double[][] s, double[][] h, int from, int to) {
    for (var component : h) {
      Arrays.fill(component, from, to, 0);
    }
    for (var term : terms) {
      term.addField(s, h, from, to);
    }
  }

  /// H of all cells.
  ///
  /// @param h receives three numbers for each cell
  public void of(double[][] s, double time, double[][] h) {
    prepare(s, time);
    Bands.each(grid.size(), (_, from, to) -> fill(s, h, from, to));
  }

  /// E of all vectors.
  public double energy(double[][] s, double time) {
    double sum = 0;
    for (var term : terms) {
      sum += term.energy(s, time);
    }
    return sum;
  }

  /// A bound of |H| over all unit vectors.
  public double strongest() {
    return terms.stream().mapToDouble(EnergyTerm::strongestField).sum();
  }

  /// All that makes it this field and no other.
  public String identity() {
    return terms.stream().map(EnergyTerm::identity).collect(Collectors.joining(" + "));
  }
}
