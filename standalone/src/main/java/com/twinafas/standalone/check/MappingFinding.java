package com.twinafas.standalone.check;

import java.util.List;
import java.util.Set;

import com.twinafas.mapper.mapping.MappingMistakes.Mistake;
import com.twinafas.mapper.mapping.Target;

/**
 * What the check found of the mapping.
 *
 * @param mistakes with their places; empty when there are none
 * @param unheld   targets of enabled flows that could not be held against AFAS's fields, because AFAS gave none
 */
public record MappingFinding(List<Mistake> mistakes, Set<Target> unheld) {

    public MappingFinding {
        mistakes = List.copyOf(mistakes);
        unheld = Set.copyOf(unheld);
    }
}
