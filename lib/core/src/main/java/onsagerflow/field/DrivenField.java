package onsagerflow.field;

/// An external field that is constant in time, times a program.
public record DrivenField(ExternalField shape, TimeProgram program) implements ExternalField {
  public DrivenField {
    if (!shape.isConstant()) {
      throw new IllegalArgumentException(
          "a field that follows a time program already cannot follow another: " + shape);
    }
  }

  @Override
  public boolean isConstant() {
    return false;
  }

  @Override
  public boolean isUniform() {
    return shape.isUniform();
  }

  @Override
  public double begin() {
    return program.begin();
  }

  @Override
  public double end() {
    return program.end();
  }

  @Override
  public DrivenField on(Grid grid) {
    return new DrivenField(shape.on(grid), program);
  }

  @Override
  public double at(int cell, double t) {
    return program.at(t) * shape.at(cell, t);
  }

  @Override
  public void addTo(double[] field, double t) {
    double strength = program.at(t);
    for (int cell = 0; cell < field.length; cell++) {
      field[cell] += strength * shape.at(cell, t);
    }
  }

  @Override
  public String identity() {
    return shape.equals(new ExternalField.Uniform(1))
        ? program.identity()
        : "(" + shape.identity() + ") x " + program.identity();
  }

  @Override
  public String toString() {
    return shape.equals(new ExternalField.Uniform(1))
        ? program.toString()
        : "(" + shape + ") x " + program;
  }
}
