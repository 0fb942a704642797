package onsagerflow.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import onsagerflow.field.Futures;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;

/// Threads that evaluate one batch each; their results are added up in order.
///
/// While they work, ND4J and OpenBLAS use one thread of their own, so that the bits do not depend
/// on the machine; both are global in the process, and both are set back at the end.
final class Workers implements AutoCloseable {

  /// Sum over the cells of some batches.
  record Part(double sum, long cells) {
    double mean() {
      return sum / cells;
    }
  }

  private static final class Worker {
    final Likelihood likelihood;
    final Batch batch;
    final double[] gradient;

    Worker(Likelihood likelihood, Batch batch, int size) {
      this.likelihood = likelihood;
      this.batch = batch;
      this.gradient = new double[size];
    }
  }

  private final List<Worker> workers = new ArrayList<>();
  private final ExecutorService threads;
  private final int ownThreads;
  private final int blasThreads;

  Workers(Training training, Form form, KernelStart start, Cells cells, Cells heldOut) {
    var environment = Nd4j.getEnvironment();
    ownThreads = environment.maxMasterThreads();
    blasThreads = openblas.blas_get_num_threads();
    environment.setMaxMasterThreads(1);
    openblas.blas_set_num_threads(1);
    int size = Math.max(cells.batchSize(), heldOut.batchSize());
    for (int i = 0; i < training.descent().batchesPerStep(); i++) {
      workers.add(
          new Worker(
              new Likelihood(form, start, training.closure()),
              new Batch(size, start.orbits()),
              form.size()));
    }
    threads = Executors.newFixedThreadPool(workers.size());
  }

  /// The gradient of the mean over some batches, written over `gradient`.
  Part gradient(Cells cells, int[] order, int from, int to, double[] weights, double[] gradient) {
    var part =
        run(
            cells,
            Arrays.copyOfRange(order, from, to),
            weights,
            worker -> worker.likelihood.value(worker.batch, worker.gradient));
    Arrays.fill(gradient, 0);
    for (var worker : workers.subList(0, to - from)) {
      double share = worker.batch.size() / (double) part.cells();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += share * worker.gradient[i];
      }
    }
    return part;
  }

  /// The mean over all cells.
  double loss(Cells cells, double[] weights) {
    double sum = 0;
    long count = 0;
    for (int from = 0; from < cells.batches(); from += workers.size()) {
      int to = Math.min(from + workers.size(), cells.batches());
      var part =
          run(
              cells,
              IntStream.range(from, to).toArray(),
              weights,
              worker -> worker.likelihood.value(worker.batch));
      sum += part.sum();
      count += part.cells();
    }
    return sum / count;
  }

  private Part run(
      Cells cells, int[] numbers, double[] weights, ToDoubleFunction<Worker> evaluation) {
    var parts = new ArrayList<Future<Part>>();
    for (int i = 0; i < numbers.length; i++) {
      var worker = workers.get(i);
      int number = numbers[i];
      parts.add(
          threads.submit(
              () -> {
                cells.fill(number, worker.batch);
                worker.batch.check(number);
                worker.likelihood.setWeights(weights);
                double mean = evaluation.applyAsDouble(worker);
                return new Part(mean * worker.batch.size(), worker.batch.size());
              }));
    }
    double sum = 0;
    long count = 0;
    for (var future : parts) {
      var part = get(future);
      sum += part.sum();
      count += part.cells();
    }
    return new Part(sum, count);
  }

  static <T> T get(Future<T> future) {
    try {
      return Futures.result(future);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("training was interrupted");
    }
  }

  @Override
  public void close() {
    threads.close();
    Nd4j.getEnvironment().setMaxMasterThreads(ownThreads);
    openblas.blas_set_num_threads(blasThreads);
  }
}
