package onsagerflow.field;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/// Random numbers as a function of a key and a counter: the k-th draw of a stream is known without
/// the draws before it, so that runs are independent of each other's order and can be continued.
///
/// It is SplitMix with the key for its seed (Steele, Lea and Flood, OOPSLA 2014; mixing constants
/// of variant 13 by Stafford). Streams of one seed start at hashed places of one cycle of 2⁶⁴
/// draws: two of n streams of L draws overlap with probability n²L/2⁶⁴. An instance serves one
/// thread.
public final class CounterRandom implements RandomGenerator {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long key;
  private long counter;

  /// The start of a stream.
  ///
  /// @param seed common to the streams that belong together
  /// @param stream number of the stream, one per run
  public CounterRandom(long seed, long stream) {
    // two rounds, so that neighbouring seeds do not share streams shifted by one
    this.key = word(word(seed, 0) ^ stream, 0);
  }

  private CounterRandom(DataInput in) throws IOException {
    this.key = in.readLong();
    this.counter = in.readLong();
  }

  /// A stream where [#write] left it.
  public static CounterRandom read(DataInput in) throws IOException {
    return new CounterRandom(in);
  }

  /// Writes where the stream stands: key and counter.
  public void write(DataOutput out) throws IOException {
    out.writeLong(key);
    out.writeLong(counter);
  }

  /// The k-th draw, k = 0, 1, …, for a key.
  public static long word(long key, long k) {
    long z = key + (k + 1) * GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public long nextLong() {
    return word(key, counter++);
  }
}
