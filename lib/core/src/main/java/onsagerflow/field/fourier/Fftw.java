package onsagerflow.field.fourier;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.function.Consumer;
import onsagerflow.field.Grid;
import org.bytedeco.fftw.global.fftw3;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/// Loads the native FFTW once.
///
/// Plans are made with `FFTW_ESTIMATE`: a measured plan would depend on the machine's load, and
/// with it the last bits of every result.
final class Fftw {

  /// Held while a plan is made or destroyed: FFTW's planner is not thread safe.
  static final Object PLANNER = new Object();

  /// Below this many cells starting a second thread costs more than it saves.
  private static final int TWO_THREADS_FROM = 1 << 18;

  private static final Cleaner CLEANER = Cleaner.create();

  private static final boolean AVAILABLE = load();

  private Fftw() {}

  /// Destroys plans when nobody holds their owner any more.
  static <P> void destroyAfter(Object owner, List<P> plans, Consumer<P> destroy) {
    CLEANER.register(
        owner,
        () -> {
          synchronized (PLANNER) {
            plans.forEach(destroy);
          }
        });
  }

  /// Threads of a transform: always as many, so that the bits are the same on every machine.
  static int threads(Grid grid) {
    return grid.size() >= TWO_THREADS_FROM ? 2 : 1;
  }

  static boolean isAvailable() {
    return AVAILABLE;
  }

  /// The memory of a pointer, freed when nobody holds the segment any more.
  @SuppressWarnings("restricted") // the length is that of the allocation
  static MemorySegment memory(Pointer pointer) {
    long bytes = pointer.capacity() * pointer.sizeof();
    return MemorySegment.ofAddress(pointer.address())
        .reinterpret(bytes, Arena.ofAuto(), _ -> pointer.close());
  }

  private static boolean load() {
    try {
      Loader.load(fftw3.class);
      fftw3.fftw_init_threads();
      fftw3.fftwf_init_threads();
      return true;
    } catch (LinkageError | RuntimeException noNativeForThisPlatform) {
      return false;
    }
  }
}
