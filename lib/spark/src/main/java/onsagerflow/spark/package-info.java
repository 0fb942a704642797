/// Numbered jobs on a cluster of Apache Spark.
@NullMarked
package onsagerflow.spark;

import org.jspecify.annotations.NullMarked;
