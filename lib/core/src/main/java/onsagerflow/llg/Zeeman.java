package onsagerflow.llg;

import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Grid;

/// An external field, `E = −Σ s·h(x, t)`; a field of one component acts on the last, z. How strong
/// one is that changes in time is known from the times that it has been asked for.
public final class Zeeman implements EnergyTerm {

  private static final double[] NONE = {};

  private final Grid grid;
  private final ExternalField field;
  private final List<ExternalFieldOn> components;
  private final double[][] h = {NONE, NONE, NONE}; // as prepared, empty where it is zero
  private double strongest;

  /// @throws IllegalArgumentException if the field does not fit the grid, or has another number of
  ///   components than one or three
  public Zeeman(Grid grid, ExternalField field) {
    this.grid = grid;
    this.field = field;
    this.components =
        IntStream.range(0, 3)
            .mapToObj(c -> new ExternalFieldOn(grid, field.component(c, 3)))
            .toList();
    prepare(new double[3][0], Math.max(0, field.begin()));
  }

  @Override
  public void prepare(double[][] s, double time) {
    for (int c = 0; c < 3; c++) {
      var component = components.get(c);
      h[c] = component.field().isNone() ? NONE : component.at(time);
    }
    if (strongest == 0 || !field.isConstant()) {
      for (int i = 0; i < (field.isUniform() ? 1 : grid.size()); i++) {
        strongest = Math.max(strongest, Math.sqrt(square(0, i) + square(1, i) + square(2, i)));
      }
    }
  }

  private double square(int component, int cell) {
    return h[component].length == 0 ? 0 : h[component][cell] * h[component][cell];
  }

  @Override
  public void addField(double[][] s, double[][] field, int from, int to) {
    for (int c = 0; c < 3; c++) {
      double[] values = h[c];
      if (values.length > 0) {
        add(values, field[c], from, to);
      }
    }
  }

  private static void add(double[] values, double[] field, int from, int to) {
    for (int i = from; i < to; i++) {
      field[i] += values[i];
    }
  }

  @Override
  public double energy(double[][] s, double time) {
    prepare(s, time);
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < h[c].length; i++) {
        sum += s[c][i] * h[c][i];
      }
    }
    return -sum;
  }

  /// Of a field that changes in time, over the times that it was prepared for.
  @Override
  public double strongestField() {
    return strongest;
  }

  @Override
  public String identity() {
    return "field " + field.identity();
  }
}
