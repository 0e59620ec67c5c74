package org.corvee.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Sheets as SVG and PDF. Text is outlines in both, so that it looks the same on a machine without the fonts. */
final class VectorFiles {

    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

    private VectorFiles() {}

    static byte[] svg(Sheet sheet) throws IOException {
        Document document = emptyDocument();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(3);
        SVGGraphics2D graphics = new SVGGraphics2D(context, true);
        sheet.paint(graphics);
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "width", millimetres(sheet.width()));
        root.setAttributeNS(null, "height", millimetres(sheet.height()));
        root.setAttributeNS(
                null, "viewBox", String.format(Locale.ROOT, "0 0 %.3f %.3f", sheet.width(), sheet.height()));
        root.setAttributeNS(null, "role", "img");
        Element title = document.createElementNS(SVG_NAMESPACE, "title");
        title.setTextContent(sheet.title());
        root.insertBefore(title, root.getFirstChild());
        return bytes(root);
    }

    /** Batik's own writer names a document type on the web, which a reader may try to fetch. */
    private static byte[] bytes(Element root) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Transformer writer = TransformerFactory.newInstance().newTransformer();
            writer.transform(new DOMSource(root), new StreamResult(bytes));
        } catch (TransformerException e) {
            throw new IOException("cannot write the picture as XML", e);
        }
        return bytes.toByteArray();
    }

    private static String millimetres(double points) {
        return String.format(Locale.ROOT, "%.2fmm", points / Sheet.POINTS_PER_MILLIMETRE);
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG_NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no XML parser", e);
        }
    }

    static byte[] pdf(Sheet sheet) throws IOException {
        try (PDDocument document = new PDDocument()) {
            // The id in the file would else be made from the time of day.
            document.setDocumentId(1L);
            document.getDocumentInformation().setTitle(sheet.title());
            PDRectangle size = new PDRectangle((float) sheet.width(), (float) sheet.height());
            PDPage page = new PDPage(size);
            document.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, size);
            sheet.paint(graphics);
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
