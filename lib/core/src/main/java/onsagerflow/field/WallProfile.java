package onsagerflow.field;

import java.util.function.DoubleUnaryOperator;

/// The profile of a wall between two phases: m against the distance from it, negative on one side
/// and positive on the other. Fields to start from.
///
/// @param m magnetisation at a distance in lattice spacings
public record WallProfile(DoubleUnaryOperator m) {

  /// m tanh(x/w).
  ///
  /// @param bulk m of the phases, ±
  /// @param width w, lattice spacings
  public static WallProfile tanh(double bulk, double width) {
    return new WallProfile(x -> bulk * Math.tanh(x / width));
  }

  /// The magnetisation at a distance.
  public double at(double distance) {
    return m.applyAsDouble(distance);
  }

  /// The means over blocks: at each distance that of so many spins in a row around it.
  public WallProfile averagedOver(int spins) {
    return new WallProfile(
        x -> {
          double sum = 0;
          for (int i = 0; i < spins; i++) {
            sum += at(x + i + 0.5 - spins / 2.0);
          }
          return sum / spins;
        });
  }

  /// A droplet of negative m in the middle of the box.
  ///
  /// @param radius to m = 0, lattice spacings
  public ScalarField droplet(Grid grid, double radius) {
    double a = grid.spacing();
    return field(grid, (y, x) -> Math.hypot(y - grid.ny() * a / 2, x - grid.nx() * a / 2) - radius);
  }

  /// A slab of negative m in the middle half of the box, its two walls across the x axis.
  public ScalarField slab(Grid grid) {
    double length = grid.nx() * grid.spacing();
    return field(grid, (y, x) -> Math.abs(x - length / 2) - length / 4);
  }

  private interface Distance {
    double at(double y, double x);
  }

  private ScalarField field(Grid grid, Distance distance) {
    var field = new ScalarField(grid);
    double a = grid.spacing();
    for (int row = 0; row < grid.ny(); row++) {
      for (int column = 0; column < grid.nx(); column++) {
        double d = distance.at((row + 0.5) * a, (column + 0.5) * a);
        field.set(grid.index(row, column), at(d));
      }
    }
    return field;
  }
}
