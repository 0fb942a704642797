package onsagerflow.plot;

import java.awt.Color;
import java.awt.Font;

/// Type and ink shared by figures and heat maps.
final class HouseStyle {

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Color INK = new Color(0x222222);
  static final Color FRAME = new Color(0x888888);
  static final Color GRID = new Color(0xE4E4E4);

  private HouseStyle() {}
}
