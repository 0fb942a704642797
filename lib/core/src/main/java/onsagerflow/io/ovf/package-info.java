/// Vector fields of micromagnetic programs (OVF of OOMMF, mumax3 and others), their series, and the
/// tables beside them.
@NullMarked
package onsagerflow.io.ovf;

import org.jspecify.annotations.NullMarked;
