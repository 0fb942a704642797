package onsagerflow.field;

import java.util.List;

/// A sum of external fields, added in their order.
public record FieldSum(List<ExternalField> terms) implements ExternalField {
  public FieldSum {
    terms = List.copyOf(terms);
  }

  @Override
  public boolean isConstant() {
    return terms.stream().allMatch(ExternalField::isConstant);
  }

  @Override
  public boolean isUniform() {
    return terms.stream().allMatch(ExternalField::isUniform);
  }

  @Override
  public double begin() {
    return terms.stream().mapToDouble(ExternalField::begin).max().orElseThrow();
  }

  @Override
  public double end() {
    return terms.stream().mapToDouble(ExternalField::end).min().orElseThrow();
  }

  @Override
  public FieldSum on(Grid grid) {
    return new FieldSum(terms.stream().map(term -> term.on(grid)).toList());
  }

  @Override
  public double at(int cell, double t) {
    double sum = -0.0;
    for (var term : terms) {
      sum += term.at(cell, t);
    }
    return sum;
  }

  @Override
  public void addTo(double[] field, double t) {
    terms.forEach(term -> term.addTo(field, t));
  }

  @Override
  public String identity() {
    return String.join(" + ", terms.stream().map(ExternalField::identity).toList());
  }

  @Override
  public String toString() {
    return String.join(" + ", terms.stream().map(Object::toString).toList());
  }
}
