package com.twinafas.mapper.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.Given;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Rule;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.ItemUpdate;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

class ArticleMapperTest {

    private static final XmlElement SHIRT = Given.xml("<article><header status='active'><code>2002</code>"
            + "<type>normal</type><name>Shirt</name><unitnamesingular> Stuk </unitnamesingular><vatcode>VL</vatcode>"
            + "</header><lines><line id='1' status='hide'><subcode>2002-S</subcode><name>Shirt S</name>"
            + "<unitspriceexcl>10.00</unitspriceexcl></line><line id='2' status='active'><subcode>L</subcode>"
            + "<name>Shirt L</name><unitspriceexcl>12.50</unitspriceexcl></line></lines></article>");

    @ParameterizedTest
    @CsvSource({"combined,-,2002-S,2002-L", "always-combined,.,2002.2002-S,2002.L", "sub-article,-,2002-S,L"})
    void makesAnItemOfEachSubArticleByTheRule(String rule, String separator, String small, String large) {
        List<ItemUpdate> items = items(SHIRT, "sales.items.code=" + rule, "sales.items.separator=" + separator);

        assertThat(items).extracting(ItemUpdate::itemCode).containsExactly(small, large);
        assertThat(AfasBodies.flat(element(items.getFirst()))).containsEntry("Ds", "Shirt S").containsEntry("SaPrice",
                "10.00");
        assertThat(AfasBodies.flat(element(items.getLast()))).containsEntry("Ds", "Shirt L")
                .containsEntry("SaPrice", "12.50").containsEntry("VaRc", "2");
        items.forEach(item -> AfasBodies.assertValid("FbItemArticle", element(item)));
    }

    @Test
    void tellsTheValuesOfEachItemApart() {
        // Given
        Map<String, List<String>> heard = new TreeMap<>();

        // When
        new ArticleMapper(MappingReader.standard(), Given.mapping()).items(Given.record("article/2002", SHIRT),
                Given.office(), new Trace() {
                    @Override
                    public void made(String place, FieldValue value, Rule rule) {
                        throw new AssertionError("heard of no item: " + place);
                    }

                    @Override
                    public Trace of(String name) {
                        return (place, value, rule) -> heard.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(place + " " + rule.field());
                    }
                });

        // Then
        assertThat(heard).containsOnlyKeys("2002-S", "2002-L");
        assertThat(heard.get("2002-L")).contains("Ds item/Ds", "SaPrice item/SaPrice").doesNotHaveDuplicates();
    }

    @Test
    void makesOneItemOfAllSubArticlesWhereTheArticleIsTheItem() {
        assertThat(items(SHIRT, "sales.items.code=article", "block-hidden=true")).singleElement().satisfies(item -> {
            assertThat(item.itemCode()).isEqualTo("2002");
            // The price is that of the first sub-article in use.
            assertThat(AfasBodies.flat(element(item))).containsEntry("Ds", "Shirt").containsEntry("SaPrice", "12.50")
                    .containsEntry("Bl", "false");
        });
    }

    @Test
    void blocksHiddenSubArticlesWhereTheSettingSaysSo() {
        assertThat(items(SHIRT, "block-hidden=true"))
                .extracting(item -> AfasBodies.flat(element(item)).get("Bl")).containsExactly("true", "false");
        assertThat(items(SHIRT)).allSatisfy(item -> assertThat(AfasBodies.flat(element(item))).doesNotContainKey("Bl"));
    }

    @Test
    void takesTheUnitFromTheTableElseTheDefault() {
        assertThat(items(SHIRT, "sales.items.units.stuk=st", "unit=Stk"))
                .extracting(item -> AfasBodies.flat(element(item)).get("BiUn")).containsOnly("st");
        assertThat(items(SHIRT, "sales.items.units.uur=Uur", "unit=Stk"))
                .extracting(item -> AfasBodies.flat(element(item)).get("BiUn")).containsOnly("Stk");
    }

    @Test
    void makesNoItemOfWhatStandsOnAnotherItem() {
        XmlElement discount = Given.xml("<article><header><code>KORT</code><type>discount</type><name>Korting</name>"
                + "</header><lines><line><subcode>KORT</subcode></line></lines></article>");

        assertThat(items(discount)).extracting(ItemUpdate::itemCode).containsExactly("KORT");
        assertThat(items(discount, "sales.discounts.item=K1")).isEmpty();
        assertThat(items(SHIRT, "sales.shipping.articles=2002", "sales.shipping.item=D012")).isEmpty();
        assertThat(items(SHIRT, "sales.shipping.articles=2002")).hasSize(2);
    }

    @Test
    void cutsCodesAtAfassLength() {
        String code = "X".repeat(50);
        assertThat(items(Given.xml("<article><header><code>" + code + "</code><name>N</name></header></article>"))
                .getFirst().itemCode()).hasSize(40);
    }

    private static AfasElement element(ItemUpdate item) {
        return Objects.requireNonNull(item.item());
    }

    private static List<ItemUpdate> items(XmlElement article, String... said) {
        return new ArticleMapper(MappingReader.standard(), Given.mapping(said)).items(Given.record("article/2002",
                article), Given.office(), Trace.NONE);
    }
}
