package onsagerflow.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Solution;

/// Takes the weights that enter linearly ([LinearScores]) to the maximum of the likelihood of all
/// cells, by steps I⁻¹ Σ score; the hidden layers are fixed functions by now.
///
/// Adam comes close soon in most directions, but late where N and s′ make up for each other. A few
/// of these steps reach the maximum in all. Hidden units may be nearly dependent: what the data
/// leave open stays where it was, by a Gaussian prior about the start. Scores are summed over all
/// cells, the information I over a part of them. Sums are taken batch by batch, then in order: the
/// same bits with any number of threads.
final class FisherScoring implements AutoCloseable {

  /// Distance of the maximum at which it counts as reached, in standard errors.
  static final double SETTLED = 0.1;

  private static final int INFORMATION_CELLS = 200_000;

  private static final double LEAST_SHARE = 1.0 / 64;

  private final Form form;
  private final KernelStart kernel;
  private final double[] start;
  private final double priorPrecision;
  private final List<Worker> workers = new ArrayList<>();
  private final ExecutorService threads;

  private record Worker(LinearScores scores, Batch batch) {}

  /// Sums over the cells of one batch or of all.
  private static final class Sums {
    final double[] scores;
    double loss;
    long cells;

    Sums(int size) {
      scores = new double[size];
    }

    double mean() {
      return loss / cells;
    }

    void add(Sums other) {
      loss += other.loss;
      cells += other.cells;
      for (int k = 0; k < scores.length; k++) {
        scores[k] += other.scores[k];
      }
    }
  }

  /// Where it stands after some steps.
  ///
  /// @param loss mean negative log likelihood of a cell, constant ½ ln 2π left out
  /// @param distance of the maximum in standard errors, along the direction in which it is largest
  record Standing(int steps, double loss, double distance) {
    boolean isSettled() {
      return distance < SETTLED;
    }
  }

  /// @param start about which the prior lies, and whose hidden layers stay
  /// @param priorWidth its standard deviation in every weight
  FisherScoring(
      Training training,
      Form form,
      KernelStart kernel,
      double[] start,
      double priorWidth,
      int batchSize,
      int threadCount) {
    this.form = form;
    this.kernel = kernel;
    this.start = start.clone();
    this.priorPrecision = 1 / (priorWidth * priorWidth);
    for (int i = 0; i < threadCount; i++) {
      workers.add(
          new Worker(
              new LinearScores(form, training.closure(), start, kernel.orbits()),
              new Batch(batchSize, kernel.orbits())));
    }
    threads = Executors.newFixedThreadPool(threadCount);
  }

  /// Steps until the maximum is reached, no part of a step is an improvement, or `mostSteps` are
  /// done.
  ///
  /// @param weights the start, moved along
  /// @param progress told before the first step and after each
  Standing maximise(Cells cells, double[] weights, int mostSteps, Consumer<Standing> progress) {
    var sums = sums(cells, weights);
    for (int steps = 0; ; steps++) {
      double[] score = score(sums, weights);
      double[] step = Solution.factor(information(cells, weights)).solve(score);
      double gain = IntStream.range(0, step.length).mapToDouble(i -> step[i] * score[i]).sum();
      var standing = new Standing(steps, sums.mean(), Math.sqrt(gain));
      progress.accept(standing);
      if (standing.isSettled() || steps == mostSteps) {
        return standing;
      }
      double share = 1;
      var moved = moved(weights, step, share);
      var next = sums(cells, moved);
      while (!(next.loss + penalty(moved) <= sums.loss + penalty(weights))) {
        share /= 2;
        if (share < LEAST_SHARE) {
          return standing;
        }
        moved = moved(weights, step, share);
        next = sums(cells, moved);
      }
      System.arraycopy(moved, 0, weights, 0, weights.length);
      sums = next;
    }
  }

  /// Of the likelihood and the prior.
  private double[] score(Sums sums, double[] weights) {
    double[] score = kernel.byDirections(sums.scores);
    int[] linear = form.linearWeights();
    for (int i = 0; i < score.length; i++) {
      score[i] -= priorPrecision * (weights[linear[i]] - start[linear[i]]);
    }
    return score;
  }

  /// What the prior takes from the likelihood.
  private double penalty(double[] weights) {
    double squares = 0;
    for (int i : form.linearWeights()) {
      squares += (weights[i] - start[i]) * (weights[i] - start[i]);
    }
    return 0.5 * priorPrecision * squares;
  }

  /// The mean over all cells.
  double loss(Cells cells, double[] weights) {
    return sums(cells, weights).mean();
  }

  private double[] moved(double[] weights, double[] step, double share) {
    var moved = weights.clone();
    int[] linear = form.linearWeights();
    for (int i = 0; i < step.length; i++) {
      moved[linear[i]] += share * step[i];
    }
    return moved;
  }

  private Sums sums(Cells cells, double[] weights) {
    double[] j = kernel.kernel(weights);
    var parts =
        each(
            cells,
            IntStream.range(0, cells.batches()).toArray(),
            worker -> {
              var sums = new Sums(worker.scores().size());
              sums.loss = worker.scores().addScores(worker.batch(), weights, j, sums.scores);
              sums.cells = worker.batch().size();
              return sums;
            });
    var all = new Sums(parts.getFirst().scores.length);
    parts.forEach(all::add);
    return all;
  }

  /// Of all cells, from some batches spread over them, and of the prior.
  private double[][] information(Cells cells, double[] weights) {
    double[] j = kernel.kernel(weights);
    int wanted = Math.clamp(INFORMATION_CELLS / cells.batchSize(), 1, cells.batches());
    int[] numbers =
        IntStream.range(0, wanted).map(i -> (int) ((long) i * cells.batches() / wanted)).toArray();
    var parts =
        each(
            cells,
            numbers,
            worker -> {
              int n = worker.scores().size();
              var information = new double[n][n];
              worker.scores().addInformation(worker.batch(), weights, j, information);
              return information;
            });
    int n = parts.getFirst().length;
    double share = (double) wanted / cells.batches();
    var sum = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k <= i; k++) {
        for (var part : parts) {
          sum[i][k] += part[i][k] / share;
        }
        sum[k][i] = sum[i][k];
      }
    }
    double[][] information = byDirections(transposed(byDirections(sum)));
    for (int i = 0; i < information.length; i++) {
      information[i][i] += priorPrecision;
    }
    return information;
  }

  private double[][] byDirections(double[][] rows) {
    return Arrays.stream(rows).map(kernel::byDirections).toArray(double[][]::new);
  }

  private static double[][] transposed(double[][] rows) {
    var transposed = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < rows[i].length; k++) {
        transposed[k][i] = rows[i][k];
      }
    }
    return transposed;
  }

  /// The results for some batches, in their order.
  private <T> List<T> each(Cells cells, int[] numbers, Function<Worker, T> task) {
    var futures = new ArrayList<Future<List<T>>>();
    int stride = workers.size();
    for (int t = 0; t < stride; t++) {
      int first = t;
      var worker = workers.get(t);
      futures.add(
          threads.submit(
              () -> {
                var results = new ArrayList<T>();
                for (int i = first; i < numbers.length && !Thread.interrupted(); i += stride) {
                  cells.fill(numbers[i], worker.batch());
                  results.add(task.apply(worker));
                }
                return results;
              }));
    }
    var parts = futures.stream().map(Workers::get).toList();
    return IntStream.range(0, numbers.length)
        .mapToObj(i -> parts.get(i % stride).get(i / stride))
        .toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
