/// Fails where Java has no font to draw with.
void main() {
  var image = new java.awt.image.BufferedImage(9, 9, java.awt.image.BufferedImage.TYPE_INT_RGB);
  image.createGraphics().drawString("φ", 0, 9);
}
