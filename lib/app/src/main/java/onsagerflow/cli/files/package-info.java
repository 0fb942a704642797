/// Files of other programs: what is in them, into trajectories, and out of these.
@NullMarked
package onsagerflow.cli.files;

import org.jspecify.annotations.NullMarked;
