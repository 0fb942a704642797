package onsagerflow.field;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A field that acts on vectors; see [ExternalField#vector]. It has no single number anywhere.
///
/// @param components one field for each
public record FieldComponents(List<ExternalField> components) implements ExternalField {
  public FieldComponents {
    components = List.copyOf(components);
    if (components.stream().anyMatch(FieldComponents.class::isInstance)) {
      throw new IllegalArgumentException("a component of a field is one number, got a vector");
    }
  }

  static FieldComponents sum(ExternalField one, ExternalField other) {
    int n = (one instanceof FieldComponents v ? v : (FieldComponents) other).components.size();
    return new FieldComponents(
        IntStream.range(0, n)
            .mapToObj(c -> one.component(c, n).plus(other.component(c, n)))
            .toList());
  }

  @Override
  public ExternalField component(int component, int of) {
    if (of != components.size()) {
      throw new IllegalArgumentException(
          "a field of %s components for vectors of %s: %s".formatted(components.size(), of, this));
    }
    return components.get(component);
  }

  @Override
  public ExternalField times(TimeProgram program) {
    return new FieldComponents(components.stream().map(h -> h.times(program)).toList());
  }

  @Override
  public boolean isNone() {
    return components.stream().allMatch(ExternalField::isNone);
  }

  @Override
  public boolean isConstant() {
    return components.stream().allMatch(ExternalField::isConstant);
  }

  @Override
  public boolean isUniform() {
    return components.stream().allMatch(ExternalField::isUniform);
  }

  @Override
  public double begin() {
    return components.stream().mapToDouble(ExternalField::begin).max().orElseThrow();
  }

  @Override
  public double end() {
    return components.stream().mapToDouble(ExternalField::end).min().orElseThrow();
  }

  @Override
  public FieldComponents on(Grid grid) {
    return new FieldComponents(components.stream().map(h -> h.on(grid)).toList());
  }

  @Override
  public double at(int cell, double t) {
    throw ofSeveral();
  }

  @Override
  public void addTo(double[] field, double t) {
    throw ofSeveral();
  }

  private IllegalArgumentException ofSeveral() {
    return new IllegalArgumentException("a field of one component is wanted here, got " + this);
  }

  @Override
  public String identity() {
    return components.stream()
        .map(ExternalField::identity)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public String toString() {
    return components.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
