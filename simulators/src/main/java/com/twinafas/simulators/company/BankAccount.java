package com.twinafas.simulators.company;

/** A bank account of a relation; {@code iban} is empty where the country has none. */
public record BankAccount(int id, boolean standard, boolean blocked, String ascription, String accountNumber,
        String bankName, String bic, String city, String country, String iban) {
}
