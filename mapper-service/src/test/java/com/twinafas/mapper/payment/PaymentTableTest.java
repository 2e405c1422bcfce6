package com.twinafas.mapper.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.mapper.Given;
import com.twinafas.twinfield.xml.XmlElement;

class PaymentTableTest {

    private static final LocalDate DATE = LocalDate.of(2026, 11, 1);

    private final PaymentTable table = new PaymentTable(Given.mapping("payment-condition=14",
            "payment.discounts[0].days=30", "payment.discounts[0].discount-days=8",
            "payment.discounts[0].percentage=2.75", "payment.discounts[0].condition=30K",
            "payment.methods[0].invoice=cash", "payment.methods[0].method=KAS", "payment.methods[0].collect=false",
            "payment.methods[0].condition=0", "payment.methods[1].means=paymentfile",
            "payment.methods[1].pay-code=SEPANLDD", "payment.methods[1].method=INC",
            "payment.methods[1].collect=true", "payment.methods[2].method=BNK"));

    @ParameterizedTest
    @CsvSource({"30,,,30", "10,,,10", "45,,,14", ",,,14", "30,8,2.75,30K", "30,8,2.750,30K", "30,8,2,30",
            "10,8,2.75,10"})
    void findsTheConditionOfACustomerByItsTerms(String days, String discountDays, String percentage,
            String expected) {
        assertThat(table.condition(customer(days, discountDays, percentage, "none", ""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-01,10,30", "2026-11-11,30,10", "2026-11-21,30,30", ",30,30", "2026-11-21,99,14"})
    void findsTheConditionOfAnInvoiceByItsDueDateAndElseByItsCustomer(LocalDate due, String days, String expected) {
        assertThat(table.condition(customer(days, "", "", "none", ""), DATE, due, "bank")).isEqualTo(expected);
    }

    @Test
    void givesAnInvoiceTheConditionOfItsMethodWhateverItsDueDate() {
        assertThat(table.condition(customer("30", "", "", "none", ""), DATE, DATE.plusDays(30), "cash"))
                .isEqualTo("0");
    }

    @Test
    void knowsTheConditionOfADocumentWithoutCustomer() {
        assertThat(table.condition(null, DATE, DATE.plusDays(30), null)).isEqualTo("30");
        assertThat(table.condition(null, DATE, null, null)).isEqualTo("14");
    }

    @Test
    void takesTheFirstMethodWhoseConditionsAllHold() {
        assertThat(table.method(customer("30", "", "", "paymentfile", "SEPANLDD"), "bank"))
                .isEqualTo(new PaymentMethod("INC", true, null));
        assertThat(table.method(customer("30", "", "", "paymentfile", "SEPANLDD"), "cash"))
                .isEqualTo(new PaymentMethod("KAS", false, "0"));
        assertThat(table.method(customer("30", "", "", "paymentfile", "OTHER"), "bank"))
                .isEqualTo(new PaymentMethod("BNK", null, null));
        assertThat(table.method(null, null)).isEqualTo(new PaymentMethod("BNK", null, null));
    }

    @Test
    void saysNothingOfMethodsWithoutATable() {
        assertThat(new PaymentTable(Given.mapping()).method(customer("30", "", "", "paymentfile", "SEPANLDD"), "bank"))
                .isEqualTo(PaymentMethod.NONE);
    }

    private static XmlElement customer(String days, String discountDays, String percentage, String means,
            String payCode) {
        return Given.xml("<dimension><financials><duedays>" + text(days) + "</duedays><meansofpayment>" + means
                + "</meansofpayment><paycode name='x'>" + payCode + "</paycode></financials><paymentconditions>"
                + "<paymentcondition><discountdays>" + text(discountDays) + "</discountdays><discountpercentage>"
                + text(percentage) + "</discountpercentage></paymentcondition></paymentconditions></dimension>");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
