/// Trajectories, curves and distributions beside those they should be like.
@NullMarked
package onsagerflow.statistics.comparison;

import org.jspecify.annotations.NullMarked;
