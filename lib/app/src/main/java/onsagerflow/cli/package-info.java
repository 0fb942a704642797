/// The commands `onsagerflow simulate`, `learn`, `rollout` and `compare`.
@NullMarked
package onsagerflow.cli;

import org.jspecify.annotations.NullMarked;
