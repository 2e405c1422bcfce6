package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Twinfield's payment terms and methods are called in AFAS, of customers and of their documents.
 *
 * @param discounts AFAS payment conditions of terms with a discount for early payment; without a row the due days alone
 *                  count
 * @param methods   AFAS payment methods, first match wins; a row without conditions is the default
 */
public record PaymentSettings(@DefaultValue List<@Valid DiscountRow> discounts,
        @DefaultValue List<@Valid MethodRow> methods) {

    /**
     * Terms with a discount for early payment.
     *
     * @param days         Twinfield due days
     * @param discountDays within which the discount is given
     * @param percentage   of the discount
     * @param condition    AFAS {@code PaCd}
     */
    public record DiscountRow(@NotNull @Min(0) Integer days, @NotNull @Min(0) Integer discountDays,
            @NotNull @DecimalMin("0") BigDecimal percentage, @NotBlank String condition) {
    }

    /**
     * A payment method. What it is recognised by (null is any) and what it is in AFAS (null is not written).
     *
     * @param means     the customer's {@code meansofpayment}: none, paymentfile or cheques
     * @param payCode   Twinfield's code of how the customer pays, for example SEPANLDD
     * @param invoice   the invoice's {@code paymentmethod}: cash, bank, cheque, cashondelivery or da
     * @param method    AFAS {@code PaTp} of orders and direct invoices
     * @param collect   whether AFAS collects: {@code AuPa} of debtors and entries, {@code Coll} of orders
     * @param condition AFAS {@code PaCd}, instead of the one by due days
     */
    public record MethodRow(@Nullable String means, @Nullable String payCode, @Nullable String invoice,
            @Nullable String method, @Nullable Boolean collect, @Nullable String condition) {
    }
}
