package onsagerflow.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import onsagerflow.meso.Closure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuralTrainerTest {

  private static final Training SHORT =
      Training.standard(Closure.COSH, HeatBathCells.SPINS).withNetworks(2, 8).withSteps(3, 5e-3, 2);

  private static HeatBathCells few;
  private static HeatBathCells heldOut;

  @BeforeAll
  static void simulate() {
    few = new HeatBathCells(16, 32, 1, 1);
    heldOut = new HeatBathCells(16, 32, 1, 2);
  }

  private static double[] flat(HeatBathCells cells) {
    var start = new double[cells.orbits()];
    Arrays.fill(start, 0.5 / cells.orbits());
    return start;
  }

  private static NeuralModel train(NeuralTrainer trainer) {
    return trainer.train(few, heldOut, KernelStart.at(flat(few)));
  }

  @Test
  void learnsTheExactModelToTheStatisticalLimit() {
    var cells = new HeatBathCells(64, 64, 2, 1);
    var reference = new Reference(cells);
    var steps = new ArrayList<ScoringStep>();
    var training = Training.standard(Closure.COSH, HeatBathCells.SPINS).withSteps(8, 5e-3, 2);
    var model =
        new NeuralTrainer(training)
            .withProgress(
                report -> {
                  if (report instanceof ScoringStep step) {
                    steps.add(step);
                  }
                })
            .train(
                cells,
                new HeatBathCells(64, 32, 2, 2),
                KernelStart.informed(flat(cells), reference.kernelCovariance, reference.cells));
    assertTrue(steps.getLast().distance() < FisherScoring.SETTLED, steps.toString());
    assertTrue(steps.getLast().training() < steps.getFirst().training(), steps.toString());
    assertTrue(steps.getLast().heldOut() < steps.getFirst().heldOut(), steps.toString());
    assertEquals(steps.getLast().heldOut(), model.heldOutLoss());
    double limit = reference.standardError();
    double error = Reference.distance(model.kernel(), cells.kernel);
    double least = Reference.distance(reference.kernel, cells.kernel);
    assertTrue(error < 1.1 * least, error + ", least " + least + ", limit " + limit);
    double apart = Reference.distance(model.kernel(), reference.kernel);
    assertTrue(apart < 0.5 * limit, apart + " from the reference, limit " + limit);
    double temperature = HeatBathCells.TEMPERATURE;
    var slope = new Comparison();
    var noise = new Comparison();
    for (double m = 0.1; m < 0.95; m += 0.1) {
      double phi = 0.9 * m;
      slope.add(
          model.entropySlope(m, temperature) - temperature * HeatBathCells.force(m, 0),
          reference.slopeOff(m),
          reference.slopeError(m));
      noise.add(
          model.noise(m, phi, temperature) - HeatBathCells.noise(m, phi),
          reference.noiseOff(m, phi),
          reference.noiseError(m, phi));
    }
    assertTrue(slope.isNear(), "s′: " + slope);
    assertTrue(noise.isNear(), "N: " + noise);
  }

  /// Mean squares of what is off in units of the standard error, here and in the reference.
  private static final class Comparison {
    double off;
    double ofReference;
    int count;

    void add(double miss, double missOfReference, double error) {
      off += miss * miss / (error * error);
      ofReference += missOfReference * missOfReference / (error * error);
      count++;
    }

    boolean isNear() {
      return Math.sqrt(off / count) < Math.max(1.1 * Math.sqrt(ofReference / count), 1.1);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "off by %.2f standard errors, the reference by %.2f",
          Math.sqrt(off / count),
          Math.sqrt(ofReference / count));
    }
  }

  @Test
  void sameSeedGivesSameBits() {
    byte[] bytes = train(new NeuralTrainer(SHORT)).toBytes();
    assertArrayEquals(bytes, train(new NeuralTrainer(SHORT)).toBytes());
    assertFalse(Arrays.equals(bytes, train(new NeuralTrainer(SHORT.withSeed(2))).toBytes()));
  }

  @Test
  void interruptedTrainingGoesOnToTheSameBits(@TempDir Path folder) throws IOException {
    byte[] whole = train(new NeuralTrainer(SHORT)).toBytes();
    var trainer = new NeuralTrainer(SHORT).withCheckpoint(folder.resolve("checkpoint"));
    var epochs = new ArrayList<Integer>();
    assertThrows(
        CancellationException.class,
        () ->
            train(
                trainer.withProgress(
                    report -> {
                      epochs.add(((Epoch) report).number());
                      Thread.currentThread().interrupt();
                    })));
    assertTrue(Thread.interrupted());
    var resumed =
        train(
            trainer.withProgress(
                report -> {
                  if (report instanceof Epoch epoch) {
                    epochs.add(epoch.number());
                  }
                }));
    assertEquals("[1, 2, 3]", epochs.toString());
    assertArrayEquals(whole, resumed.toBytes());
    try (var files = Files.list(folder)) { // it, and the one before
      assertEquals(2, files.count());
    }
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                train(
                    new NeuralTrainer(SHORT.withSeed(2))
                        .withCheckpoint(trainer.checkpoint().orElseThrow())));
    assertTrue(String.valueOf(error.getMessage()).contains("is not of this run"), error.toString());
  }

  @Test
  void stopsWhereTheHeldOutCellsSayNoMore() {
    var epochs = new ArrayList<Epoch>();
    var impatient = SHORT.withSteps(60, 0.05, 2).withPatience(2).withScoringSteps(0);
    var model =
        train(
            new NeuralTrainer(impatient)
                .withProgress(
                    report -> {
                      if (report instanceof Epoch epoch) {
                        epochs.add(epoch);
                      }
                    }));
    assertTrue(epochs.size() < 60, epochs.size() + " epochs");
    assertFalse(epochs.getLast().best());
    assertEquals(
        epochs.stream().mapToDouble(Epoch::heldOut).min().orElseThrow(), model.heldOutLoss(), 1e-5);
  }

  @Test
  void refusesWhatIsNoNumber() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new NeuralTrainer(SHORT)
                    .train(new Spoilt(few), heldOut, KernelStart.at(flat(few))));
    assertEquals("x must be finite, got NaN in cell 17 of batch 3", error.getMessage());
  }

  /// One neighbour sum is lost.
  private record Spoilt(Cells cells) implements Cells {
    @Override
    public int orbits() {
      return cells.orbits();
    }

    @Override
    public int batches() {
      return cells.batches();
    }

    @Override
    public int batchSize() {
      return cells.batchSize();
    }

    @Override
    public void fill(int number, Batch batch) {
      cells.fill(number, batch);
      if (number == 3) {
        batch.x[17 * orbits() + 2] = Float.NaN;
      }
    }
  }
}
