package onsagerflow.field.fourier;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.function.Consumer;
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
      fftw3.fftwf_init_threads();
      return true;
    } catch (LinkageError | RuntimeException noNativeForThisPlatform) {
      return false;
    }
  }
}
