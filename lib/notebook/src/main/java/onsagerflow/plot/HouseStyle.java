package onsagerflow.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.style.XYStyler;

/// Type and ink shared by figures and heat maps.
final class HouseStyle {

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Color INK = new Color(0x222222);
  static final Color FRAME = new Color(0x888888);
  static final Color GRID = new Color(0xE4E4E4);

  private HouseStyle() {}

  /// Gives a chart this type and ink.
  static void dress(XYStyler styler) {
    styler.setBaseFont(LABEL);
    styler.setChartTitleFont(TITLE);
    styler.setAxisTitleFont(LABEL);
    styler.setAxisTickLabelsFont(TICK);
    styler.setLegendFont(TICK);
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(FRAME);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(0.8f));
    styler.setAxisTickMarksColor(FRAME);
    styler.setChartTitleBoxVisible(false);
    styler.setLegendBorderColor(new Color(0, 0, 0, 0));
    styler.setMarkerSize(6);
    styler.setPlotMargin(0);
    styler.setLocale(Locale.ROOT);
    styler.setDecimalPattern("0.##########");
  }
}
