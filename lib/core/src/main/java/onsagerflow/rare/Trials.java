package onsagerflow.rare;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import onsagerflow.field.CounterRandom;

/// Trials that travel as bytes, to be done by whoever has a replica of the system.
public final class Trials {

  private Trials() {}

  /// Does trials in other processes.
  @FunctionalInterface
  public interface Elsewhere {

    /// Hands over what [#answer] made of each, in their order.
    ///
    /// @throws java.util.concurrent.CancellationException if this thread is interrupted
    void run(List<byte[]> trials, Consumer<? super byte[]> results);
  }

  /// Does one trial.
  ///
  /// @param trial as [Elsewhere] was given it
  /// @param replica of the same system, in any state
  public static byte[] answer(byte[] trial, Replica replica) {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(trial))) {
      var random = new CounterRandom(in.readLong(), in.readInt());
      var result = ((Workers.Trial<?>) in.readObject()).run(replica, random);
      return bytes(out -> out.writeObject(result));
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalArgumentException("these bytes are no trial: " + e, e);
    }
  }

  static byte[] of(long stageSeed, int number, Workers.Trial<?> trial) {
    return bytes(
        out -> {
          out.writeLong(stageSeed);
          out.writeInt(number);
          out.writeObject(trial);
        });
  }

  /// What a trial found.
  static Object result(byte[] answer) {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(answer))) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("no result of a trial", e);
    }
  }

  private interface Writer {
    void write(ObjectOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writer writer) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
