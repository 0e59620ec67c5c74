package org.corvee.sdmx;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.corvee.sdmx.Component.Role;
import org.jspecify.annotations.Nullable;

/** The structure of a data set as an SDMX-ML 3.0 structure message: code lists, concepts, data structure and data flow. */
final class StructureMessage {

    private static final String SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/";
    private static final String MODEL = "urn:sdmx:org.sdmx.infomodel.";
    private static final String STANDARD_CONCEPTS = "SDMX:CROSS_DOMAIN_CONCEPTS(2.0)";
    private static final String CONCEPTS = "CS_CORVEE";

    private final DataStructure structure;
    private final XMLStreamWriter xml;
    private int depth;

    private StructureMessage(DataStructure structure, XMLStreamWriter xml) {
        this.structure = structure;
        this.xml = xml;
    }

    /**
     * Writes the message.
     *
     * @param prepared instant of the header, as {@code 2026-11-25T02:00:00Z}
     */
    static String of(DataStructure structure, String prepared) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new StructureMessage(structure, xml).write(prepared);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an SDMX message could not be written to memory", e);
        }
        return text.toString();
    }

    private void write(String prepared) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("mes:Structure");
        for (String[] namespace : new String[][] {{"mes", "message"}, {"str", "structure"}, {"com", "common"}}) {
            xml.writeAttribute("xmlns:" + namespace[0], SCHEMAS + namespace[1]);
        }
        start("mes:Header");
        text("mes:ID", structure.id());
        text("mes:Test", "false");
        text("mes:Prepared", prepared);
        empty("mes:Sender", "id", DataStructure.AGENCY);
        end();
        start("mes:Structures");
        codelists();
        concepts();
        dataflow();
        dataStructure();
        end();
        end();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void codelists() throws XMLStreamException {
        start("str:Codelists");
        for (Codelist list : structure.codelists()) {
            start(
                    "str:Codelist",
                    "id",
                    list.id(),
                    "agencyID",
                    list.agency(),
                    "version",
                    list.version(),
                    "isPartial",
                    "true",
                    "urn",
                    list.urn());
            name(list.name());
            for (Codelist.Code code : list.codes()) {
                start("str:Code", "id", code.id());
                name(code.name());
                end();
            }
            end();
        }
        end();
    }

    private void concepts() throws XMLStreamException {
        start("str:ConceptSchemes");
        start(
                "str:ConceptScheme",
                "id",
                CONCEPTS,
                "agencyID",
                DataStructure.AGENCY,
                "version",
                DataStructure.VERSION,
                "isPartial",
                "true",
                "urn",
                MODEL + "conceptscheme.ConceptScheme=" + ownConcepts());
        name("Columns of the marts of Corvée");
        for (Component component : structure.components()) {
            if (!StandardCodes.CONCEPTS.containsKey(component.id())) {
                start("str:Concept", "id", component.id());
                name(component.id());
                xml.writeCharacters(indent());
                xml.writeStartElement("com:Description");
                xml.writeAttribute("xml:lang", "en");
                xml.writeCharacters(component.description());
                xml.writeEndElement();
                end();
            }
        }
        end();
        end();
    }

    private void dataflow() throws XMLStreamException {
        start("str:Dataflows");
        start(
                "str:Dataflow",
                "id",
                structure.id(),
                "agencyID",
                DataStructure.AGENCY,
                "version",
                DataStructure.VERSION,
                "urn",
                MODEL + "datastructure.Dataflow=" + own(structure.id()));
        name(structure.model().descriptor().title());
        text("str:Structure", MODEL + "datastructure.DataStructure=" + own(definition()));
        end();
        end();
    }

    private void dataStructure() throws XMLStreamException {
        start("str:DataStructures");
        start(
                "str:DataStructure",
                "id",
                definition(),
                "agencyID",
                DataStructure.AGENCY,
                "version",
                DataStructure.VERSION,
                "urn",
                MODEL + "datastructure.DataStructure=" + own(definition()));
        name(structure.model().descriptor().title());
        start("str:DataStructureComponents");
        start("str:DimensionList", "id", "DimensionDescriptor");
        int position = 0;
        for (Component dimension : structure.of(Role.DIMENSION)) {
            position++;
            component("str:Dimension", dimension, "position", String.valueOf(position));
            end();
        }
        for (Component time : structure.of(Role.TIME)) {
            component("str:TimeDimension", time);
            end();
        }
        end();
        attributes(structure.of(Role.ATTRIBUTE));
        if (!structure.of(Role.MEASURE).isEmpty()) {
            start("str:MeasureList", "id", "MeasureDescriptor");
            for (Component measure : structure.of(Role.MEASURE)) {
                component("str:Measure", measure, "usage", "optional");
                end();
            }
            end();
        }
        end();
        end();
        end();
    }

    private void attributes(List<Component> attributes) throws XMLStreamException {
        if (attributes.isEmpty()) {
            return;
        }
        start("str:AttributeList", "id", "AttributeDescriptor");
        for (Component attribute : attributes) {
            component("str:Attribute", attribute, "usage", "optional");
            start("str:AttributeRelationship");
            empty("str:Observation");
            end();
            end();
        }
        end();
    }

    /** Starts a component and writes its concept and its representation. */
    private void component(String element, Component component, String... more) throws XMLStreamException {
        start(element, "id", component.id());
        for (int i = 0; i < more.length; i += 2) {
            xml.writeAttribute(more[i], more[i + 1]);
        }
        boolean isStandard = StandardCodes.CONCEPTS.containsKey(component.id());
        text(
                "str:ConceptIdentity",
                MODEL + "conceptscheme.Concept=" + (isStandard ? STANDARD_CONCEPTS : ownConcepts()) + "."
                        + component.id());
        start("str:LocalRepresentation");
        @Nullable Codelist list = component.codelist();
        if (list == null) {
            empty("str:TextFormat", "textType", component.textType());
        } else {
            text("str:Enumeration", list.urn());
        }
        end();
    }

    private static String own(String id) {
        return DataStructure.AGENCY + ":" + id + "(" + DataStructure.VERSION + ")";
    }

    private static String ownConcepts() {
        return own(CONCEPTS);
    }

    private String definition() {
        return "DSD_" + structure.id();
    }

    private void name(String text) throws XMLStreamException {
        xml.writeCharacters(indent());
        xml.writeStartElement("com:Name");
        xml.writeAttribute("xml:lang", "en");
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void start(String element, String... attributes) throws XMLStreamException {
        xml.writeCharacters(indent());
        xml.writeStartElement(element);
        attributes(attributes);
        depth++;
    }

    private void end() throws XMLStreamException {
        depth--;
        xml.writeCharacters(indent());
        xml.writeEndElement();
    }

    private void text(String element, String text) throws XMLStreamException {
        xml.writeCharacters(indent());
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void empty(String element, String... attributes) throws XMLStreamException {
        xml.writeCharacters(indent());
        xml.writeEmptyElement(element);
        attributes(attributes);
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private String indent() {
        return "\n" + "  ".repeat(depth);
    }
}
