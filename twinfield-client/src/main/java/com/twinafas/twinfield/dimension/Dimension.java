package com.twinafas.twinfield.dimension;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * A customer ({@code DEB}), supplier ({@code CRD}), cost centre ({@code KPL}), ledger ({@code BAS}, {@code PNL}),
 * project ({@code PRJ}), …
 *
 * @param office           null in rows of a bulk read
 * @param status           active, hide or deleted
 * @param behaviour        normal, system or template
 * @param modified         null in older answers
 * @param touched          counts changes, not reliably
 * @param remittanceAdvice how payments are announced
 * @param discountArticle  article that discounts are invoiced with
 * @param projects         of projects and activities, as it stands: nothing reads it
 * @param fixedAssets      of assets, as it stands: nothing reads it
 */
public record Dimension(@Nullable Coded office, @Nullable Coded type, String code, @Nullable String status,
        @Nullable String uid, @Nullable String name, @Nullable String shortName, @Nullable Boolean inUse,
        @Nullable String behaviour, @Nullable Instant modified, @Nullable Integer touched, @Nullable Validity validity,
        @Nullable String website, @Nullable String cocNumber, @Nullable String vatNumber,
        @Nullable Boolean editDimensionName, Financials financials, @Nullable CreditManagement creditManagement,
        @Nullable RemittanceAdvice remittanceAdvice, List<Address> addresses, List<Bank> banks, List<Coded> groups,
        List<PostingRule> postingRules, List<PaymentCondition> paymentConditions, @Nullable Coded discountArticle,
        @Nullable XmlElement projects, @Nullable XmlElement fixedAssets) {

    /** The periods it may be booked in; 0 is without end. */
    public record Validity(@Nullable Integer beginPeriod, @Nullable Integer beginYear, @Nullable Integer endPeriod,
            @Nullable Integer endYear) {
    }

    /** {@code ToFileManager} or {@code ByEmail}, and to whom. */
    public record RemittanceAdvice(@Nullable String sendType, @Nullable String sendMail) {
    }

    /** Discount for early payment. */
    public record PaymentCondition(@Nullable Integer discountDays, @Nullable BigDecimal discountPercentage) {
    }

    /** @param element {@code dimension}, of a single read or a row of a bulk read */
    public static Dimension of(XmlElement element) {
        Fields fields = Fields.of(element);
        Fields credit = fields.at("creditmanagement");
        Fields remittance = fields.at("remittanceadvice");
        return new Dimension(fields.coded("office"), fields.coded("type"), fields.required("code"),
                fields.attribute("status"), fields.text("uid"), fields.text("name"), fields.text("shortname"),
                fields.flag("inuse"), fields.text("behaviour"), fields.time("modified"), fields.whole("touched"),
                new Validity(fields.whole("beginperiod"), fields.whole("beginyear"), fields.whole("endperiod"),
                        fields.whole("endyear")),
                fields.text("website"), fields.text("cocnumber"), fields.text("vatnumber"),
                fields.flag("editdimensionname"), Financials.of(fields.at("financials")),
                credit.element() == null ? null : CreditManagement.of(credit),
                remittance.element() == null
                        ? null
                        : new RemittanceAdvice(remittance.text("sendtype"), remittance.text("sendmail")),
                fields.each("addresses", "address", Address::of), fields.each("banks", "bank", Bank::of),
                fields.codes("groups", "group"),
                fields.each("postingrules", "postingrule", PostingRule::of),
                fields.each("paymentconditions", "paymentcondition",
                        condition -> new PaymentCondition(condition.whole("discountdays"),
                                condition.amount("discountpercentage"))),
                fields.coded("invoicing", "discountarticle"), element.child("projects"), element.child("fixedassets"));
    }

    /** The row at the end of dimension lists that shows the type's defaults and is no record. */
    public boolean isTemplate() {
        return "template".equals(behaviour) || (type != null && type.code().equals(code) && name == null);
    }
}
