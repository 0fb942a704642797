/// Mesoscopic equations: the paper's stochastic PDE (5) with its three functions, and the
/// deterministic equations (3) and (4) it is compared with.
@NullMarked
package onsagerflow.meso;

import org.jspecify.annotations.NullMarked;
