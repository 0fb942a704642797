/// Steppers, rollouts and ensembles of mesoscopic equations.
@NullMarked
package onsagerflow.rollout;

import org.jspecify.annotations.NullMarked;
