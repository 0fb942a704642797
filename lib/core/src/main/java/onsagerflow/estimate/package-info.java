/// From block trajectories to the mobility K, the entropy slope s′ and the kernel J, each with its
/// standard error.
@NullMarked
package onsagerflow.estimate;

import org.jspecify.annotations.NullMarked;
