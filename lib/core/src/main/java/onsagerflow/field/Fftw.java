package onsagerflow.field;

import org.bytedeco.fftw.global.fftw3;
import org.bytedeco.javacpp.Loader;

/// Loads the native FFTW once.
///
/// Plans are made with `FFTW_ESTIMATE`: a measured plan would depend on the machine's load, and
/// with it the last bits of every result.
final class Fftw {

  /// Held while a plan is made or destroyed: FFTW's planner is not thread safe.
  static final Object PLANNER = new Object();

  private static final boolean AVAILABLE = load();

  private Fftw() {}

  static boolean isAvailable() {
    return AVAILABLE;
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
