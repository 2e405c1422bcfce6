package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cost centres and projects are called in AFAS; on which axis each kind stands is {@code cost-centre-axes}.
 *
 * @param articleCostCentre whether an invoice line without a cost centre takes the one of its article
 * @param codes             where AFAS has another code; without a row the code stays
 */
public record AllocationSettings(@DefaultValue("false") boolean articleCostCentre,
        @DefaultValue List<@Valid CodeRow> codes) {

    /**
     * One code of an axis.
     *
     * @param axis 1 to 5
     * @param code Twinfield's
     * @param afas AFAS's
     */
    public record CodeRow(@NotNull @Pattern(regexp = "[1-5]") String axis, @NotBlank String code,
            @NotBlank String afas) {
    }
}
