/// Steppers, rollouts and ensembles of mesoscopic equations, and statistics of any trajectory.
@NullMarked
package onsagerflow.rollout;

import org.jspecify.annotations.NullMarked;
