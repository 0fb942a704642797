package onsagerflow.neural;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import onsagerflow.estimate.IncrementSample;
import onsagerflow.estimate.likelihood.FlipLikelihood;

/// The cells of some observations of a sample. A batch takes every n-th of them, and so a little of
/// every frame.
final class SampledCells implements Cells {

  private static final int BATCH = 8192;

  private final IncrementSample sample;
  private final int[] cells;
  private final int batches;

  /// @param wanted which observations
  SampledCells(IncrementSample sample, IntPredicate wanted) {
    this.sample = sample;
    this.cells =
        IntStream.range(0, sample.size())
            .filter(cell -> wanted.test(sample.observation(cell)))
            .toArray();
    if (cells.length == 0) {
      throw new IllegalArgumentException("too few frame pairs to hold some out");
    }
    this.batches = Math.ceilDiv(cells.length, BATCH);
  }

  @Override
  public int orbits() {
    return sample.orbits();
  }

  @Override
  public int batches() {
    return batches;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  int cells() {
    return cells.length;
  }

  @Override
  public void fill(int number, Batch batch) {
    int row = 0;
    for (int i = number; i < cells.length; i += batches) {
      int cell = cells[i];
      batch.m[row] = sample.m(cell);
      batch.temperature[row] = (float) sample.temperature();
      batch.field[row] = sample.field(cell);
      sample.neighbours(cell, batch.x, row * sample.orbits());
      batch.increment[row] = sample.increment(cell);
      batch.driftScale[row] = sample.driftScale(cell);
      batch.varianceScale[row] = sample.varianceScale();
      batch.noiseFactor[row] = sample.noiseFactor(cell);
      batch.fewFlips[row] = (float) FlipLikelihood.ofBlocks(sample.cellVolume()).c();
      row++;
    }
    batch.setSize(row);
  }
}
