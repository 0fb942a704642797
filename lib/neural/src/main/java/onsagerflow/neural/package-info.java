/// Neural networks for the noise N = K/β and the entropy slope s′, trained together with the kernel
/// J on the likelihood of increments.
@NullMarked
package onsagerflow.neural;

import org.jspecify.annotations.NullMarked;
