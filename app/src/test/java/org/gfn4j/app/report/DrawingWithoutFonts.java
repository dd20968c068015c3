package org.gfn4j.app.report;

/** A program that draws a text and prints why it could not. */
final class DrawingWithoutFonts {
    private DrawingWithoutFonts() {}

    public static void main(String[] arguments) {
        try {
            Figures.png(new Figure.Picture("a text", (graphics, width, height) -> graphics.drawString("text", 9, 99)));
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
