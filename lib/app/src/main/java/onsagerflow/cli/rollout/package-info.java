/// The command `onsagerflow rollout`, and the options of an equation and its integration.
@NullMarked
package onsagerflow.cli.rollout;

import org.jspecify.annotations.NullMarked;
