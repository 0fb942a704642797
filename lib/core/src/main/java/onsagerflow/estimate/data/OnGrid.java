package onsagerflow.estimate.data;

import onsagerflow.field.Grid;

/// What has a value in every cell of a grid.
public interface OnGrid {
  Grid grid();
}
