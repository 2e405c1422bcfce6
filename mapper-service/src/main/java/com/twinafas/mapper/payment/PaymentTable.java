package com.twinafas.mapper.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.RawValues;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.PaymentSettings.DiscountRow;
import com.twinafas.pipeline.settings.PaymentSettings.MethodRow;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * The tenant's tables of payment terms and methods. Twinfield keeps terms as due days and a discount for early payment
 * (twinfield-api §4.2, §4.6), AFAS as a condition with a code.
 */
public final class PaymentTable {

    private final MappingSettings settings;

    public PaymentTable(MappingSettings settings) {
        this.settings = settings;
    }

    /**
     * AFAS payment condition of a customer: its method's, else by due days and discount, else by due days, else the
     * default.
     */
    public String condition(XmlElement customer) {
        String byMethod = method(customer, null).condition();
        String found = byMethod == null ? byDays(days(customer), customer) : byMethod;
        return found == null ? settings.paymentCondition() : found;
    }

    /**
     * AFAS payment condition of a document: its method's, else by the days from its date to its due date, else its
     * customer's.
     *
     * @param customer      null when the document has none
     * @param due           null when the document names none
     * @param invoiceMethod {@code paymentmethod} of a sales invoice; null when there is none
     */
    public String condition(@Nullable XmlElement customer, LocalDate date, @Nullable LocalDate due,
            @Nullable String invoiceMethod) {
        String byMethod = method(customer, invoiceMethod).condition();
        if (byMethod != null) {
            return byMethod;
        }
        String byDate = due == null ? null : byDays((int) ChronoUnit.DAYS.between(date, due), customer);
        if (byDate != null) {
            return byDate;
        }
        String byCustomer = customer == null ? null : byDays(days(customer), customer);
        return byCustomer == null ? settings.paymentCondition() : byCustomer;
    }

    /**
     * The payment method of a customer, or of a document of it.
     *
     * @param customer      null when the document has none
     * @param invoiceMethod {@code paymentmethod} of a sales invoice; null for a customer or another document
     */
    public PaymentMethod method(@Nullable XmlElement customer, @Nullable String invoiceMethod) {
        String means = customer == null ? null : customer.textAt("financials", "meansofpayment");
        String payCode = customer == null ? null : customer.textAt("financials", "paycode");
        return settings.payment().methods().stream()
                .filter(row -> fits(row.means(), means) && fits(row.payCode(), payCode)
                        && fits(row.invoice(), invoiceMethod))
                .findFirst().map(PaymentTable::method).orElse(PaymentMethod.NONE);
    }

    private static PaymentMethod method(MethodRow row) {
        return new PaymentMethod(row.method(), row.collect(), row.condition());
    }

    private static boolean fits(@Nullable String wanted, @Nullable String said) {
        return wanted == null || wanted.equals(said);
    }

    private static @Nullable Integer days(XmlElement customer) {
        BigDecimal days = RawValues.number(customer, "financials", "duedays");
        return days == null ? null : days.intValue();
    }

    private @Nullable String byDays(@Nullable Integer days, @Nullable XmlElement customer) {
        if (days == null) {
            return null;
        }
        XmlElement discount = customer == null ? null : customer.at("paymentconditions", "paymentcondition");
        if (discount != null) {
            BigDecimal within = RawValues.number(discount, "discountdays");
            BigDecimal percentage = RawValues.number(discount, "discountpercentage");
            for (DiscountRow row : settings.payment().discounts()) {
                if (row.days().equals(days) && equal(BigDecimal.valueOf(row.discountDays()), within)
                        && equal(row.percentage(), percentage)) {
                    return row.condition();
                }
            }
        }
        return settings.paymentConditions().get(days);
    }

    private static boolean equal(BigDecimal wanted, @Nullable BigDecimal said) {
        return said != null && wanted.compareTo(said) == 0;
    }
}
