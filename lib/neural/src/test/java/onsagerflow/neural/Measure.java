package onsagerflow.neural;

import java.util.Arrays;
import onsagerflow.meso.Closure;
import org.nd4j.linalg.factory.Nd4j;

final class Measure {
  public static void main(String[] a) {
    int n = Integer.parseInt(a[0]);
    int frames = Integer.parseInt(a[1]);
    int radius = Integer.parseInt(a[2]);
    int epochs = Integer.parseInt(a[3]);
    double rate = Double.parseDouble(a[4]);
    int per = Integer.parseInt(a[5]);
    long t0 = System.nanoTime();
    Nd4j.zeros(1);
    System.out.printf("init %.2f s%n", (System.nanoTime() - t0) / 1e9);
    t0 = System.nanoTime();
    var cells = new HeatBathCells(n, frames, radius, 1);
    var held = new HeatBathCells(n, 32, radius, 2);
    System.out.printf(
        "cells %d orbits %d %.2f s%n",
        cells.batches() * cells.batchSize(), cells.orbits(), (System.nanoTime() - t0) / 1e9);
    t0 = System.nanoTime();
    var ref = new Reference(cells);
    System.out.printf("reference %.2f s%n", (System.nanoTime() - t0) / 1e9);
    t0 = System.nanoTime();
    var batch = new Batch(cells.batchSize(), cells.orbits());
    for (int i = 0; i < cells.batches(); i++) {
      cells.fill(i, batch);
      batch.check(i);
    }
    System.out.printf("fill and check %.2f s%n", (System.nanoTime() - t0) / 1e9);
    var j0 = new double[cells.orbits()];
    Arrays.fill(j0, 1.0 / 2 / cells.orbits());
    var start = KernelStart.informed(j0, ref.information);
    long[] t = {System.nanoTime()};
    var model =
        new NeuralTrainer(
                Training.standard(Closure.COSH, 64).withSteps(epochs, rate, per).withPatience(100))
            .withProgress(
                e -> {
                  System.out.printf("%s %.2f s%n", e, (System.nanoTime() - t[0]) / 1e9);
                  t[0] = System.nanoTime();
                })
            .train(cells, held, start);
    double scale = Reference.distance(cells.kernel, new double[cells.orbits()]);
    System.out.printf(
        "J error %.4f, reference %.4f, its standard error %.4f, between %.4f%n",
        Reference.distance(model.kernel(), cells.kernel) / scale,
        Reference.distance(ref.kernel, cells.kernel) / scale,
        ref.standardError() / scale,
        Reference.distance(model.kernel(), ref.kernel) / scale);
    double s2 = 0, d2 = 0, n2 = 0, e2 = 0;
    for (double m = 0.02; m < 0.95; m += 0.02) {
      double truth = 0.9 * HeatBathCells.force(m, 0);
      s2 += truth * truth;
      d2 += Math.pow(model.entropySlope(m, 0.9) - truth, 2);
      double f = 0.8 * m;
      double tn = HeatBathCells.noise(m, f);
      n2 += tn * tn;
      e2 += Math.pow(model.noise(m, f, 0.9) - tn, 2);
    }
    System.out.printf(
        "s' %.4f N %.4f, loss %.6f %.6f, sum J %.4f%n",
        Math.sqrt(d2 / s2),
        Math.sqrt(e2 / n2),
        model.trainingLoss(),
        model.heldOutLoss(),
        2 * Arrays.stream(model.kernel()).sum());
  }
}
