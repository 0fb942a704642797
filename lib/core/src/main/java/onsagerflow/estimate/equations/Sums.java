package onsagerflow.estimate.equations;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Estimating equations of unknowns θ, as sums over cells: `A δθ = b`, with the scores of clusters
/// of cells for the sandwich covariance `A⁻¹ M A⁻ᵀ`, M = Σ g gᵀ.
///
/// Sums of parts add up to the sums of the whole, so they merge across frames, threads and files.
public final class Sums {

  public final int size;

  /// A, row by row; need not be symmetric.
  public final double[] matrix;

  public final double[] right;

  /// M, row by row.
  public final double[] scores;

  long clusters;
  public long cells;

  /// ln of the density of the priors among these equations.
  public double logPrior;

  public Sums(int size) {
    this(new double[size * size], new double[size], new double[size * size]);
  }

  private Sums(double[] matrix, double[] right, double[] scores) {
    this.size = right.length;
    this.matrix = matrix;
    this.right = right;
    this.scores = scores;
  }

  /// Writes all of it.
  public void write(DataOutput out) throws IOException {
    Numbers.write(matrix, out);
    Numbers.write(right, out);
    Numbers.write(scores, out);
    out.writeLong(clusters);
    out.writeLong(cells);
    out.writeDouble(logPrior);
  }

  /// Reads what [#write] has written.
  public static Sums read(DataInput in) throws IOException {
    var sums = new Sums(Numbers.read(in), Numbers.read(in), Numbers.read(in));
    sums.clusters = in.readLong();
    sums.cells = in.readLong();
    sums.logPrior = in.readDouble();
    return sums;
  }

  /// Closes a cluster with its score g, which also adds to b.
  public void addCluster(double[] score) {
    for (int i = 0; i < size; i++) {
      right[i] += score[i];
    }
    addScores(score);
  }

  /// Forgets which clusters there were, so that others can be told by [#addScores].
  public void clearClusters() {
    java.util.Arrays.fill(scores, 0);
    clusters = 0;
  }

  /// The score of a cluster whose part of b is there already.
  public void addScores(double[] score) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        scores[i * size + j] += score[i] * score[j];
      }
    }
    clusters++;
  }

  public void add(Sums other) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] += other.matrix[i];
      scores[i] += other.scores[i];
    }
    for (int i = 0; i < size; i++) {
      right[i] += other.right[i];
    }
    clusters += other.clusters;
    cells += other.cells;
  }

  /// Adds the sums of a part that has some of the unknowns: its i is `position[i]` here.
  ///
  /// @param position increasing, so that what is above the diagonal stays there
  public void embed(Sums part, int[] position) {
    for (int i = 0; i < part.size; i++) {
      right[position[i]] += part.right[i];
      for (int j = 0; j < part.size; j++) {
        int at = position[i] * size + position[j];
        matrix[at] += part.matrix[i * part.size + j];
        scores[at] += part.scores[i * part.size + j];
      }
    }
    clusters += part.clusters;
    cells += part.cells;
  }

  /// ln of the likelihood gained by a step, where A is the information: b·δθ − ½ δθ·A δθ.
  public double gain(double[] step) {
    double gain = 0;
    for (int i = 0; i < size; i++) {
      gain += step[i] * (right[i] - 0.5 * matrix[i * size + i] * step[i]);
      for (int j = i + 1; j < size; j++) {
        gain -= step[i] * matrix[i * size + j] * step[j];
      }
    }
    return gain;
  }

  /// Keeps the unknowns from `first` on as they are.
  public void hold(int first) {
    for (int i = first; i < size; i++) {
      right[i] = 0;
      for (int j = 0; j < i; j++) {
        matrix[j * size + i] = 0;
      }
    }
  }

  public void subtract(Sums other) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] -= other.matrix[i];
      scores[i] -= other.scores[i];
    }
    for (int i = 0; i < size; i++) {
      right[i] -= other.right[i];
    }
    clusters -= other.clusters;
    cells -= other.cells;
  }
}
