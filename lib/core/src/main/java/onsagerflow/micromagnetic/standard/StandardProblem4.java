package onsagerflow.micromagnetic.standard;

import java.util.Locale;
import onsagerflow.field.ExternalField;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Mesh;
import onsagerflow.micromagnetic.Problem;
import onsagerflow.micromagnetic.Sample;
import onsagerflow.micromagnetic.Start;

/// µMAG problem 4, in its two fields: a film of permalloy, 500 × 125 × 3 nm, rests in an S-state,
/// and at time 0 a field turns it over. (The way to the S-state is left out: the start lies in its
/// valley.)
public enum StandardProblem4 {
  /// 25 mT, 170° from the long edge.
  FIRST(-24.6e-3, 4.3e-3),
  /// 36 mT, 190° from the long edge.
  SECOND(-35.5e-3, -6.3e-3);

  private static final double LENGTH = 500e-9;
  private static final double WIDTH = 125e-9;
  private static final double THICKNESS = 3e-9;
  private static final Material PERMALLOY = new Material(8e5, 1.3e-11, 0.02);

  private final double bx;
  private final double by;

  StandardProblem4(double bx, double by) {
    this.bx = bx;
    this.by = by;
  }

  /// The problem on so many cells along the edges, one across the film.
  public Problem on(int nx, int ny) {
    var mesh = new Mesh(nx, ny, 1, LENGTH / nx, WIDTH / ny, THICKNESS);
    return new Problem(
            new Sample(mesh, PERMALLOY),
            Problem.Setting.of(ExternalField.vector(bx, by, 0)),
            Start.uniform(1, 0.1, 0))
        .relaxedIn(0, 0, 0);
  }

  /// As in `first`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
