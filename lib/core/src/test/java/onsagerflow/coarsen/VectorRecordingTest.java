package onsagerflow.coarsen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onsagerflow.atomistic.Heisenberg;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.llg.VectorSystem;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorRecordingTest {

  private static VectorSystem spins() {
    return Heisenberg.on(16, 2).kac(KacKernel.bump(4)).llg(new Frame.Conditions(0.2, 0.02), 1, 0.2);
  }

  private static VectorRecording recording() {
    return VectorRecording.of(spins())
        .blocks(8)
        .starts(List.of(new double[] {0, 0, 0.5}, new double[3]))
        .pairs(0.5, 0, 2)
        .runs(2)
        .withGenerator()
        .seed(3);
  }

  @Test
  void framesComeRunByRun() {
    var recorded = recording().inMemory();
    assertEquals(16, recorded.size());
    assertEquals(8, recorded.runs().size());
    assertEquals(2.5, recorded.time(3));
    assertEquals(1, recorded.run(3));
    // 64 spins a block, four blocks, two runs
    double mean = recorded.m(0).component(2).mean() / 2 + recorded.m(4).component(2).mean() / 2;
    assertEquals(0.5, mean, 4 * Math.sqrt(0.3 / 512));
    assertEquals(recorded.frame(4).m().get(0, 1), recording().inMemory().m(4).get(0, 1));
  }

  @Test
  void aRecordingIsMadeOnceAndFoundAgain(@TempDir Path folder) throws IOException {
    var whole = recording().inMemory();
    Path path;
    try (var file = recording().in(folder.resolve("new"))) {
      path = file.file().orElseThrow();
      assertEquals(whole.size(), file.size());
      for (int frame = 0; frame < file.size(); frame++) {
        double[] expected = whole.m(frame).values();
        assertArrayEquals(expected, file.m(frame).values(), 1e-7); // float32
        assertEquals(whole.run(frame), file.run(frame));
      }
    }
    var made = Files.getLastModifiedTime(path);
    recording().in(folder.resolve("new")).close();
    assertEquals(made, Files.getLastModifiedTime(path));
    try (var other = recording().seed(4).in(folder.resolve("new"))) {
      assertNotEquals(path, other.file().orElseThrow());
    }
  }

  /// The end of a process at any step of the spins.
  private static final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aRecordingThatIsCutOffGoesOnBitForBit() {
    var whole = recording().inMemory();
    for (int cut : new int[] {1, 2, 7, 30, 41}) {
      var frames = new ArrayList<VectorFrame>();
      var saved = new ByteArrayOutputStream();
      int[] step = {0};
      var first = recording().vectorRuns();
      assertThrows(
          CutOff.class,
          () ->
              first.record(
                  first.beginning(),
                  frames::add,
                  stand -> {
                    if (++step[0] == cut) {
                      write(stand, saved);
                      throw new CutOff();
                    }
                  }));
      var second = recording().vectorRuns();
      var stand = second.beginning();
      read(stand, saved.toByteArray());
      second.record(stand, frames::add, _ -> {});
      assertEquals(whole.size(), frames.size());
      for (int i = 0; i < whole.size(); i++) {
        assertArrayEquals(whole.m(i).values(), frames.get(i).m().values());
        assertEquals(whole.run(i), frames.get(i).run());
      }
    }
  }

  private static void write(VectorRuns.Stand stand, ByteArrayOutputStream to) {
    try {
      stand.write(new DataOutputStream(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(VectorRuns.Stand stand, byte[] from) {
    try {
      stand.read(new DataInputStream(new ByteArrayInputStream(from)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Many short runs from one state: their increments have the drift and the covariance of its
  /// generator channels.
  @Test
  void generatorChannelsAreMeanAndCovarianceOfTheNextInstant() {
    var spins = spins();
    var start = new CounterRandom(5, 0);
    spins.magnetise(new double[] {0.3, 0, 0.4}, start);
    spins.advance(3, start);
    var state = spins.vectors();
    int runs = 20_000;
    double dt = 0.01;
    var recorded =
        VectorRecording.of(spins)
            .blocks(8)
            .startingFrom(state)
            .runs(runs)
            .times(dt)
            .seed(6)
            .inMemory();
    spins.setVectors(state);
    var average = new VectorAverage(8);
    var m = average.magnetisation(spins);
    var generator = average.generator(spins);
    double volume = 64;
    double chiSquare = 0;
    for (int cell = 0; cell < 4; cell++) {
      var mean = new double[3];
      var product = new double[VectorFrame.TENSOR];
      for (int run = 0; run < runs; run++) {
        var change = new double[3];
        for (int c = 0; c < 3; c++) {
          change[c] = recorded.m(run).get(c, cell) - m.get(c, cell);
          mean[c] += change[c] / runs;
        }
        for (int place = 0; place < VectorFrame.TENSOR; place++) {
          int a = place < 3 ? place : place < 5 ? 0 : 1;
          int b = place < 3 ? place : place == 3 ? 1 : 2;
          product[place] += change[a] * change[b] / runs;
        }
      }
      for (int c = 0; c < 3; c++) {
        double variance = 2 * generator.noise().get(c, cell) * dt / volume;
        double difference = mean[c] - generator.drift().get(c, cell) * dt;
        chiSquare += difference * difference / (variance / runs);
      }
      double scale = 2 * dt / volume;
      for (int place = 0; place < VectorFrame.TENSOR; place++) {
        int a = place < 3 ? place : place < 5 ? 0 : 1;
        int b = place < 3 ? place : place == 3 ? 1 : 2;
        double size = Math.sqrt(generator.noise().get(a, cell) * generator.noise().get(b, cell));
        double found = (product[place] - mean[a] * mean[b]) / scale;
        assertEquals(
            generator.noise().get(place, cell),
            found,
            4 * size * Math.sqrt((a == b ? 2.0 : 1.0) / runs) + 0.02 * size,
            "noise " + place);
      }
    }
    assertEquals(12, chiSquare, 4 * Math.sqrt(24));
  }

  @Test
  void meansThatCannotBeAndBlocksThatDoNotTileAreRefused() {
    var recording = VectorRecording.of(spins());
    assertThrows(IllegalArgumentException.class, () -> recording.start(0, 1, 1).inMemory());
    assertThrows(IllegalArgumentException.class, () -> recording.blocks(5).inMemory());
    assertThrows(IllegalArgumentException.class, () -> recording.runs(0));
    var statics =
        Heisenberg.on(16, 2).kac(KacKernel.bump(4)).heatBath(new Frame.Conditions(0.2, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> VectorRecording.of(statics).withGenerator().inMemory());
  }
}
