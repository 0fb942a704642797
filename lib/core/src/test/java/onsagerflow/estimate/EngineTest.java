package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import onsagerflow.estimate.data.Engine;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Symmetry;
import onsagerflow.io.ModelFile;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.io.TrajectoryWriter;
import onsagerflow.meso.Closure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Groups that travel as bytes.
class EngineTest {

  @TempDir private Path folder;

  private static final AtomicInteger ASKED = new AtomicInteger();

  /// As another process would: it has the bytes and opens the file anew.
  private static final Engine ELSEWHERE =
      groups -> groups.stream().map(EngineTest::answer).toList();

  private static byte[] answer(byte[] group) {
    ASKED.incrementAndGet();
    var opened = new ArrayList<TrajectoryFile>();
    try {
      return Groups.answer(
          group,
          path -> {
            opened.add(TrajectoryFile.open(path));
            return opened.getLast();
          });
    } finally {
      opened.forEach(TrajectoryFile::close);
    }
  }

  private byte[] learn(Observations observations, String name) throws IOException {
    var learned = Learner.standard().withRadius(2).with(Symmetry.C4).fit(observations);
    var file = folder.resolve(name);
    ModelFile.write(file, learned.model());
    return Files.readAllBytes(file);
  }

  private void assertSameModel(RecordedTrajectory data) throws IOException {
    var path = folder.resolve("data.h5");
    TrajectoryWriter.write(path, data);
    try (var file = TrajectoryFile.open(path)) {
      ASKED.set(0);
      byte[] here = learn(Observations.of(file), "here.json");
      assertEquals(0, ASKED.get());
      assertArrayEquals(here, learn(Observations.of(file).on(ELSEWHERE), "elsewhere.json"));
      assertTrue(ASKED.get() > 100, ASKED + " groups");
    }
  }

  @Test
  void aFitOfPairsMadeElsewhereIsTheSameToTheLastBit() throws IOException {
    assertSameModel(Synthetic.standard(Closure.COSH).series(10, 5, 0.1, 1, 1));
  }

  @Test
  void aFitOfGeneratorChannelsMadeElsewhereIsTheSameToTheLastBit() throws IOException {
    assertSameModel(Synthetic.standard(Closure.COSH).generator(35, 1));
  }

  @Test
  void dataInMemoryStayWithTheThreads() {
    ASKED.set(0);
    var data = Synthetic.standard(Closure.COSH).pairs(10, 0.1, 1, 1);
    Learner.standard().withRadius(1).fit(Observations.of(data).on(ELSEWHERE));
    assertEquals(0, ASKED.get());
  }

  @Test
  void bytesThatAreNoGroupAreRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(0); // files
      out.writeBoolean(false);
      out.writeInt(0); // first
      out.writeInt(0); // observations
      out.writeUTF("weather");
    }
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Groups.answer(bytes.toByteArray(), TrajectoryFile::open));
    assertEquals("no group asks for weather", refusal.getMessage());
  }
}
