/// Where commands compute: in threads of their own process, or as jobs of a cluster.
@NullMarked
package onsagerflow.cli.engine;

import org.jspecify.annotations.NullMarked;
